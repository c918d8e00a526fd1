-- An order that completes a trade follows the one that was to enter its leg: both open it.

drop index order_intent_successor_after_proof;
create unique index order_intent_successor_after_proof
  on order_intent
    (execution_id, leg, (case purpose when 'COMPLETION' then 'ENTRY' else purpose end))
  where verdict is null and turned_up_at is null;
comment on index order_intent_successor_after_proof is
  'At most one order that opens a leg, and one of each other purpose, can still trade: a successor '
  'needs its predecessor''s proof. Only an order whose proof the broker contradicted can stand '
  'beside its successor.';

alter table execution add column units integer
  check (units is null or (units > 0 and units < quantity and state = 'COMMITTED'));
comment on column execution.units is
  'Units that the trade committed with, where they are not all';
alter table ending_history add column units integer check (units > 0);
comment on column ending_history.units is 'As in execution';
