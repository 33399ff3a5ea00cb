import type { Json } from '../kernel/json.ts'

// Certificates arrive as JSON; what is read here was accepted by the kernel, so that a missing field reads as empty.

export type JsonRecord = { readonly [key: string]: Json }

export const record = (value: Json | undefined): JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {}

export const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

export const string = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
