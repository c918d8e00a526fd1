-- Trades that are settled after their workflow has closed: endings that were replaced are kept, and
-- an order that was held to be absent can turn up.

create table ending_history (
  id              bigint generated always as identity primary key,
  execution_id    text not null references execution (id),
  state           text not null
                  check (state in ('REJECTED', 'NOT_FILLED', 'COMMITTED', 'UNWOUND', 'RESIDUAL')),
  reason_code     text,
  reason_detail   text,
  residual        jsonb not null check (jsonb_typeof(residual) = 'array'),
  fencing_token   bigint not null,
  finished_at     timestamptz not null,
  replaced_at     timestamptz not null default now()
);
comment on table ending_history is
  'Endings that a recovery replaced, because something came after them; never changed';
comment on column ending_history.replaced_at is 'When the next ending took its place';
create index ending_history_of_execution on ending_history (execution_id, id);

alter table order_intent add column turned_up_at timestamptz;
comment on column order_intent.turned_up_at is
  'When the broker first spoke of the order after it had been proven absent; its verdict was taken '
  'back then';
drop index order_intent_successor_after_proof;
create unique index order_intent_successor_after_proof
  on order_intent (execution_id, leg, purpose) where verdict is null and turned_up_at is null;
comment on index order_intent_successor_after_proof is
  'At most one order of a leg and purpose can still trade: a successor needs its predecessor''s '
  'proof. Only an order whose proof the broker contradicted can stand beside its successor.';
