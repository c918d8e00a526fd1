-- An order that one write holds in several parts: its children, told apart by their numbers.

alter table order_intent add column child integer;
alter table order_intent add constraint order_intent_child_of_an_attempt
  check (child between 1 and attempt);
comment on column order_intent.child is
  'Its number, from 1, among the orders that were written in place of one too large; null: it is '
  'the only one. Siblings have the same attempt less child';

drop index order_intent_successor_after_proof;
create unique index order_intent_successor_after_proof
  on order_intent
    (execution_id, leg, (case purpose when 'COMPLETION' then 'ENTRY' else purpose end),
     (coalesce(child, 1)))
  where verdict is null and turned_up_at is null;
comment on index order_intent_successor_after_proof is
  'At most one order that opens a leg, and one of each other purpose, can still trade, or one a '
  'child: a successor needs its predecessor''s proof, which whoever stores it looks for of all '
  'siblings. Only an order whose proof the broker contradicted can stand beside its successor.';
