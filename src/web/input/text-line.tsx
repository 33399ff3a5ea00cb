interface TextLineProps {
  readonly title: string
  readonly value: string
  readonly placeholder: string
  readonly onValue: (value: string) => void
}

/** One line of text with its title. */
export const TextLine = ({ title, value, placeholder, onValue }: TextLineProps) => (
  <label>
    {title}
    <input
      type="text"
      value={value}
      placeholder={placeholder}
      spellcheck={false}
      onInput={(e) => onValue(e.currentTarget.value)}
    />
  </label>
)
