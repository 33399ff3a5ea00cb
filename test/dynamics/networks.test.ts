import { describe, expect, test } from 'vitest'
import { readNetwork } from '../../src/dynamics/networks.ts'
import { printTerm } from '../../src/kernel/term.ts'

const potentials = (name: string): string[] => readNetwork(name).potentials.map(printTerm)

describe('a linear network', () => {
  test('is the entries of the product of its weights', () => {
    const { variables, shapes } = readNetwork('linear:1,2,1')
    expect(variables).toEqual(['W1[1,1]', 'W1[2,1]', 'W2[1,1]', 'W2[1,2]'])
    expect(shapes.map(({ name, rows, columns }) => [name, rows, columns])).toEqual([
      ['W1', 2, 1],
      ['W2', 1, 2],
    ])
    expect(potentials('linear:1,2,1')).toEqual(['W2[1,1]*W1[1,1] + W2[1,2]*W1[2,1]'])
    expect(potentials('linear:2,1,1,1')).toEqual(['W3[1,1]*(W2[1,1]*W1[1,1])', 'W3[1,1]*(W2[1,1]*W1[1,2])'])
    expect(potentials('linear:2,3,4')).toHaveLength(8)
  })
})

describe('a network with rectifiers', () => {
  test('is its paths, one for each choice of units', () => {
    expect(potentials('relu:1,2,1')).toEqual(['W2[1,1]*W1[1,1]', 'W2[1,2]*W1[2,1]'])
    expect(potentials('relu:2,3,4,5')).toHaveLength(2 * 3 * 4 * 5)
  })

  test('has paths from its biases, and the biases of the outputs', () => {
    const { variables } = readNetwork('relu:1,1,1,bias')
    expect(variables).toEqual(['W1[1,1]', 'W2[1,1]', 'b1[1]', 'b2[1]'])
    expect(potentials('relu:1,1,1,bias')).toEqual(['W2[1,1]*W1[1,1]', 'W2[1,1]*b1[1]', 'b2[1]'])
    // Inputs, first and second biases, each times the units after them.
    expect(potentials('relu:2,3,2,1,bias')).toHaveLength(2 * 3 * 2 + 3 * 2 + 2 + 1)
  })
})

describe('attention', () => {
  test("is Q*K' and V*O", () => {
    expect(potentials('attention:d=1,n=2')).toEqual(['Q[1,1]*K[1,1]', 'V[1,1]*O[1,1]'])
    const { shapes, potentials: all } = readNetwork('attention:d=3,n=4,h=2')
    expect(shapes.map(({ name, rows, columns }) => `${name}${rows}${columns}`)).toEqual(['Q32', 'K32', 'V32', 'O23'])
    expect(all).toHaveLength(18)
  })

  test('of one token is V*O alone', () => {
    expect(readNetwork('attention:d=2,n=1').variables).not.toContain('Q[1,1]')
    expect(potentials('attention:d=1,n=1')).toEqual(['V[1,1]*O[1,1]'])
  })
})

test.each([
  ['linear:3', 'at least two widths'],
  ['linear:2,0,2', '"0" is no size'],
  ['linear:2,,2', '"" is no size'],
  ['linear:2,1.5', '"1.5" is no size'],
  ['linear:100000,1', '"100000" is no size'],
  ['relu:2,bias,2', '"bias" is no size'],
  ['linear:2,2,bias', '"bias" is no size'],
  ['linear:1000,1000', '1000000 weights are more than'],
  ['relu:20,20,20,20', '160000 paths are more than'],
  ['attention:d=2', 'number of tokens is missing'],
  ['attention:n=2', 'embedding size is missing'],
  ['attention:d=2,n=2,d=3', 'd is given twice'],
  ['attention:2,2', '"2" is not d='],
  ['softmax:2,2', '"softmax" is no family'],
  ['3,3,3', 'names no network'],
  ['', 'names no network'],
])('%s is refused: %s', (name, message) => {
  expect(() => readNetwork(name)).toThrow(message)
})

test('a name is printed back without spaces', () => {
  expect(readNetwork(' relu: 2, 3 ,1 , bias ').name).toBe('relu:2,3,1,bias')
  expect(readNetwork('attention:n=2, d=3, h=3').name).toBe('attention:d=3,n=2')
})
