/** The mark: a map pin whose body is layers of ground. The third layer is the one that is brought up. */
export function LogoMark({ className = 'size-9' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 36" className={className} aria-hidden="true" focusable="false">
      <path
        fill="currentColor"
        d="M16 0C7.2 0 0 7 0 15.7c0 1.5.2 2.9.6 4.2c2.7-1.3 5.3-1.2 8-.2c3.9 1.5 7.2 1.3 10.9-.6c3.8-2 7.6-2.4 12-.2c.3-1 .5-2.1.5-3.2C32 7 24.8 0 16 0zm0 6.3a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 0 1 0-12.4z"
        fillRule="evenodd"
      />
      <path
        className="fill-accent"
        d="M1.5 22.3c.6 1.3 1.3 2.5 2.2 3.6c1.7-.5 3.4-.3 5.3.4c3.7 1.3 7 1.1 10.6-.6c2.5-1.2 5.1-1.7 8-1.3c.9-1 1.7-2 2.3-3.1c-3.5-1.6-6.4-1.1-9.5.5c-4.2 2.2-8 2.4-12.4.8c-2.3-.9-4.4-1-6.5-.3z"
      />
      <path
        fill="currentColor"
        d="M6 28.4c3 3.4 6.7 5.9 10 7.6c3.1-1.6 6.6-3.9 9.5-7.1c-1.7.1-3.3.6-5 1.4c-4.2 1.9-8 2.1-12.2.6c-.8-.3-1.6-.4-2.3-.5z"
        transform="translate(0 -1)"
      />
    </svg>
  );
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <LogoMark className="h-9 w-8" />
      <span className="font-title text-[1.6rem] leading-none font-extrabold tracking-[-0.03em]">
        Gisement
      </span>
    </span>
  );
}
