interface PickProps {
  label: string;
  checked: boolean;
  onChange(on: boolean): void;
}

/** The box that picks a row of a list; it lies above the link that covers the row. */
export function PickBox({ label, checked, onChange }: PickProps) {
  return (
    <label className="relative z-10 grid size-6 place-items-center pointer-coarse:size-11">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-(--accent)"
      />
    </label>
  );
}
