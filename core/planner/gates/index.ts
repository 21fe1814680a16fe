import { backOff } from './back-off.ts';
import { backup } from './backup.ts';
import { budget } from './budget.ts';
import { capacity } from './capacity.ts';
import { copies } from './copies.ts';
import { disk } from './disk.ts';
import { facts } from './facts.ts';
import { fit } from './fit.ts';
import type { Gate } from './gate.ts';
import { keepApart } from './keep-apart.ts';
import { notice } from './notice.ts';
import { orders } from './orders.ts';
import { partner } from './partner.ts';
import { pinned } from './pinned.ts';
import { review } from './review.ts';
import { ring } from './ring.ts';
import { target } from './target.ts';
import { wave } from './wave.ts';
import { wayBack } from './way-back.ts';
import { window } from './window.ts';

/**
 * All are asked and every hold is kept, so that people see all reasons at once, the weightiest first. The numbers are those of the
 * rules of planning; what is missing here is kept elsewhere: 11 (split brain) and 8 (who touches what) before a candidate is made and in
 * `locks.ts`, 10 and 14 by the interventions, 12 by every hold.
 */
export const gates: readonly Gate[] = [
  review, // 1: no approval, no action: nothing below can outweigh it
  pinned, // 1: what runs is what reviewers saw
  facts, // 2: a stale report cannot justify an action
  orders, // 14: holds, freezes and stops: a person said not now
  notice, // 13: people were told, and the days have passed
  ring, // 7: earlier rings prove the target first
  wave, // 7: and earlier waves the way
  wayBack, // 9: what cannot be taken back comes last
  window, // 3
  partner, // 4, 8: a pair never loses its second leg
  keepApart, // 4
  backOff, // nothing is brought back for ever
  fit, // nothing begins on what is half done
  target, // 5: it has what the VM needs
  capacity, // 5: proven before the first move
  backup, // and a copy that is kept elsewhere
  disk,
  copies, // 6: at once on a host
  budget, // 6: last: what must wait for another reason must not hold a slot
];
