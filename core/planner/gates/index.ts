import { budget } from './budget.ts';
import { capacity } from './capacity.ts';
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
import { window } from './window.ts';

/** All are asked and every hold is kept, so that people see all reasons at once, the weightiest first. */
export const gates: readonly Gate[] = [
  review, // no approval, no action: nothing below can outweigh it
  pinned, // what runs is what reviewers saw
  facts, // a stale report cannot justify an action
  orders, // holds, freezes and stops: a person said not now
  notice, // people were told, and the days have passed
  ring, // earlier rings prove the target first
  window,
  partner, // a pair never loses its second leg
  keepApart,
  fit, // nothing begins on what is half done
  capacity, // proven before the first move
  disk,
  budget, // last: what must wait for another reason must not hold a slot
];
