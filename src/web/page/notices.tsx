interface NoticesProps {
  readonly notices: readonly string[]
  readonly onDismiss: () => void
}

/** What could not be read of a link, or not be saved: said once. */
export const Notices = ({ notices, onDismiss }: NoticesProps) =>
  notices.length === 0 ? null : (
    <div class="notices" role="alert">
      <ul>
        {notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
      <button type="button" onClick={onDismiss}>
        Dismiss
      </button>
    </div>
  )
