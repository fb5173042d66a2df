interface Props {
  label: string;
  value: number;
  max: number;
  /** "12 sur 60": shown after the label. */
  text: string;
}

export function Progress({ label, value, max, text }: Props) {
  return (
    <div>
      <p className="flex justify-between gap-4">
        <span className="font-semibold">{label}</span>
        <span className="tabular-nums">{text}</span>
      </p>
      <progress
        aria-label={label}
        value={value}
        max={max}
        className="mt-1 block h-3 w-full appearance-none overflow-hidden rounded-sm border border-edge bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
