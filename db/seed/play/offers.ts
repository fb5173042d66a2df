import { addPhoto } from '#app/domain/lots/commands/add-photo.server.ts';
import { createLot } from '#app/domain/lots/commands/create-lot.server.ts';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { withdrawLot } from '#app/domain/lots/commands/withdraw-lot.server.ts';
import { lotInput } from '#app/domain/lots/schema.ts';
import { createSite } from '#app/domain/sites/commands/create-site.server.ts';
import { siteInput } from '#app/domain/sites/schema.ts';
import { keepPhoto } from '#app/platform/images/photo-files.server.ts';
import { idOf } from '../chance.ts';
import { filesOf, picturesOf } from '../pictures.ts';
import type { LotStep, SiteTyped } from '../story/steps.ts';
import { actorOf, ctxAt, keyOf, together, type World } from './world.ts';

export const lotId = ({ seed }: World, lot: string) => idOf(seed, 'lot', lot);
export const siteId = ({ seed }: World, site: string) => idOf(seed, 'site', site);

export async function playSite(
  world: World,
  at: number,
  { holder, site, input }: { holder: string; site: string; input: SiteTyped },
): Promise<void> {
  await createSite(ctxAt(world, at, actorOf(world, holder)), {
    key: keyOf(world, 'site', site),
    input: siteInput.parse(input),
    secret: world.secret,
    publicId: siteId(world, site),
  });
}

/** Listed, photographed, published: at once for whoever looks on. */
export async function playLot(world: World, at: number, step: LotStep): Promise<void> {
  const { lot, holder, site, scene, turn } = step;
  const publicId = lotId(world, lot);
  await together(world, async (tx) => {
    const ctx = ctxAt(tx, at, actorOf(world, holder));
    const input = lotInput.parse(step.input);
    await createLot(ctx, siteId(world, site), { key: keyOf(world, 'lot', lot), input, publicId });
    for (const [position, photo] of picturesOf(scene, turn, step.pictures).entries()) {
      const key = keyOf(world, 'photo', lot, position);
      await addPhoto(ctx, { key, lot: publicId, photo, alt: input.title }, async () =>
        keepPhoto(world.storage, { sha256: photo.sha256, files: await filesOf(photo) }),
      );
    }
    if (!step.draft) await publishLot(ctx, publicId, { key: keyOf(world, 'publish', lot) });
  });
}

export async function playWithdrawal(
  world: World,
  at: number,
  { holder, lot, fate }: { holder: string; lot: string; fate: 'recycled' | 'landfilled' | 'kept' },
): Promise<void> {
  await withdrawLot(ctxAt(world, at, actorOf(world, holder)), lotId(world, lot), {
    key: keyOf(world, 'withdraw', lot),
    fate,
  });
}
