import { type RefObject, useEffect } from 'react';

/**
 * A <dialog> that is a plain part of the page where there is room, and a sheet over it where there is not: the page
 * behind is then out of reach, Escape closes it. What it holds stays the same elements.
 */
export function useSheet(box: RefObject<HTMLDialogElement>, over: boolean, onClose: () => void): void {
  useEffect(() => {
    const dialog = box.current;
    if (!dialog || !over) return;
    dialog.close();
    dialog.showModal();
    const cancel = (event: Event) => {
      event.preventDefault();
      onClose();
    };
    // some browsers close without asking; what closes above tells too, when it is open again
    const closed = () => dialog.open || onClose();
    dialog.addEventListener('cancel', cancel);
    dialog.addEventListener('close', closed);
    return () => {
      dialog.removeEventListener('cancel', cancel);
      dialog.removeEventListener('close', closed);
      dialog.close();
      dialog.setAttribute('open', '');
    };
  }, [box, over, onClose]);
}
