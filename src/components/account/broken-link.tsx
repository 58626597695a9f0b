import { ButtonLink } from '../ui/button';
import { words as links } from '../words/account-links';

const words = links.broken;

/** In the place of what a link opens, where the address has lost the secret behind its #. */
export function BrokenLink() {
  return (
    <div className="flex flex-col gap-4 rounded-panel border border-line bg-panel p-5">
      <h1 className="text-title font-semibold">{words.title}</h1>
      <p className="text-read text-ink-2">{words.text}</p>
      <ButtonLink look="primary" href="/">
        {words.goOn}
      </ButtonLink>
    </div>
  );
}
