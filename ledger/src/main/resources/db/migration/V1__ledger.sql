-- The ledger: what was asked for, what was decided, what the broker said, how it ended.
-- Rows are written by the stores of this module; the constraints are the last line of defence.

create table execution (
  id              text primary key
                  check (id ~ '^[A-Za-z0-9._-]{1,64}$'),
  account         text not null,
  strategy        text,
  underlying      text,
  quantity        integer not null check (quantity > 0),
  net_limit       numeric not null,
  request         jsonb not null,
  request_text    text not null,
  request_hash    text not null,
  first_run_id    text not null,
  state           text not null default 'RECEIVED'
                  check (state in ('RECEIVED', 'VALIDATED', 'AWAITING_LOCK', 'PREFLIGHT', 'PLACING',
                                   'WORKING', 'COMPLETING', 'HEDGING', 'UNWINDING', 'WAITING_MARKET',
                                   'REJECTED', 'NOT_FILLED', 'COMMITTED', 'UNWOUND', 'RESIDUAL')),
  state_since     timestamptz not null default now(),
  reason_code     text,
  reason_detail   text,
  fencing_token   bigint not null default 0 check (fencing_token >= 0),
  residual        jsonb not null default '[]' check (jsonb_typeof(residual) = 'array'),
  timeline        jsonb not null default '[]' check (jsonb_typeof(timeline) = 'array'),
  accepted_at     timestamptz not null,
  finished_at     timestamptz,
  constraint execution_finished_means_ending check (
    (finished_at is not null)
    = (state in ('REJECTED', 'NOT_FILLED', 'COMMITTED', 'UNWOUND', 'RESIDUAL'))),
  constraint execution_residual_is_named check (
    (state = 'RESIDUAL') = (residual <> '[]'::jsonb)),
  constraint execution_reason_has_code check ((reason_code is null) = (reason_detail is null))
);
comment on table execution is
  'A trade of one or more legs, wanted whole or not at all; one row for each idempotency key';
comment on column execution.net_limit is
  'The price authority: the most we pay, USD per share of the underlying for one unit';
comment on column execution.quantity is 'Units of the ratio';
comment on column execution.request is 'The request with its defaults, as our own types';
comment on column execution.request_text is 'The canonical text that request_hash was made of';
comment on column execution.first_run_id is
  'The workflow run that registered it; another run only reads the outcome';
comment on column execution.fencing_token is 'Of the account''s lock; 0: it never held the lock';
comment on column execution.residual is
  'Positions that are left, exact and signed; filled exactly when the state is RESIDUAL';
comment on column execution.timeline is 'The trade''s own account of itself, oldest first';
create index execution_newest on execution (accepted_at desc, id desc);
create index execution_newest_of_account on execution (account, accepted_at desc, id desc);
create index execution_newest_in_state on execution (state, accepted_at desc, id desc);
create index execution_newest_on_underlying on execution (underlying, accepted_at desc, id desc);

create table account_fence (
  account         text primary key,
  token           bigint not null check (token >= 0),
  raised_at       timestamptz not null default now()
);
comment on table account_fence is
  'The highest token of the account''s lock that ever opened, or that an operator raised it to; a '
  'lower one opens nothing any more';

create table order_id_high_water (
  account         text not null,
  client_id       integer not null check (client_id >= 0),
  order_id        integer not null check (order_id >= 0),
  session_epoch   bigint not null default 0 check (session_epoch >= 0),
  primary key (account, client_id)
);
comment on column order_id_high_water.order_id is
  'The highest order id that was ever given out; never goes back, whatever the venue says is next';
comment on column order_id_high_water.session_epoch is
  'Counts the sessions of this client id, over all processes';

create table order_intent (
  order_ref       text primary key check (length(order_ref) <= 100),
  execution_id    text not null references execution (id),
  account         text not null,
  client_id       integer not null check (client_id >= 0),
  order_id        integer not null check (order_id > 0),
  leg             text not null check (leg ~ '^[A-Za-z0-9-]{1,16}$'),
  purpose         text not null
                  check (purpose in ('ENTRY', 'COMPLETION', 'UNWIND', 'HEDGE', 'STOP')),
  attempt         integer not null check (attempt > 0),
  wave            integer not null check (wave > 0),
  contract        jsonb not null,
  side            text not null check (side in ('BUY', 'SELL')),
  quantity        numeric not null check (quantity > 0 and quantity = trunc(quantity)),
  limit_price     numeric not null check (limit_price > 0),
  expected_price  numeric check (expected_price > 0),
  good_till       timestamptz,
  fencing_token   bigint check (fencing_token > 0),
  session_epoch   bigint not null,
  broker_day      date not null,
  stored_at       timestamptz not null default now(),
  written         text not null default 'PENDING'
                  check (written in ('PENDING', 'WRITTEN', 'NOT_WRITTEN', 'UNKNOWN')),
  written_at      timestamptz,
  perm_id         bigint not null default 0,
  verdict         text check (verdict in ('PROVEN_TERMINAL', 'PROVEN_ABSENT')),
  verdict_at      timestamptz,
  constraint order_intent_order_id_once unique (account, client_id, order_id),
  constraint order_intent_attempt_once unique (execution_id, leg, purpose, attempt),
  constraint order_intent_opening_is_fenced check (
    purpose not in ('ENTRY', 'COMPLETION') or fencing_token is not null),
  constraint order_intent_verdict_has_time check ((verdict is null) = (verdict_at is null))
);
comment on table order_intent is
  'An order as decided; committed before its bytes are written, and never changed but in what is '
  'known about it';
comment on column order_intent.contract is 'The instrument, with its price steps of that day';
comment on column order_intent.quantity is 'Shares of a stock, contracts of an option';
comment on column order_intent.limit_price is 'USD per share';
comment on column order_intent.expected_price is
  'What the leg could be traded at when it was decided, USD per share; null where nobody looked';
comment on column order_intent.good_till is 'The venue ends the order by itself then (venue time)';
comment on column order_intent.wave is 'Orders of an execution with the same number were written together';
comment on column order_intent.written is
  'PENDING: stored, and nobody has said what became of the write; after a crash read it as UNKNOWN';
comment on column order_intent.session_epoch is 'The session that was to write it';
comment on column order_intent.perm_id is 'The venue''s account-wide number; 0 while unknown';
comment on column order_intent.verdict is 'Set once it is proven that the order cannot trade any more';
create unique index order_intent_successor_after_proof
  on order_intent (execution_id, leg, purpose) where verdict is null;
comment on index order_intent_successor_after_proof is
  'At most one order of a leg and purpose can still trade: a successor needs its predecessor''s proof';
create index order_intent_open on order_intent (account) where verdict is null;

-- No foreign keys from here on the broker's word: what it said is stored, even about an order that
-- a restored database has forgotten.
create table order_event (
  sequence        bigint generated by default as identity primary key,
  account         text not null,
  order_ref       text,
  execution_id    text,
  order_id        integer,
  perm_id         bigint,
  kind            text not null,
  payload         jsonb not null,
  received_at     timestamptz not null,
  relayed_at      timestamptz,
  constraint order_event_ours_or_foreign check ((order_ref is null) = (execution_id is null))
);
comment on table order_event is
  'The inbox: what the broker said about orders, in the order of receipt, stored before handled';
comment on column order_event.order_ref is 'Null for an order that is not ours';
comment on column order_event.relayed_at is
  'When its workflow took it; foreign events are relayed to nobody';
create index order_event_of_order on order_event (order_ref, sequence) where order_ref is not null;
create index order_event_of_execution on order_event (execution_id, sequence)
  where execution_id is not null;
create index order_event_foreign on order_event (account, perm_id, order_id, sequence)
  where order_ref is null;
create index order_event_unrelayed on order_event (account, sequence)
  where relayed_at is null and order_ref is not null;

create table fill (
  exec_id         text primary key,
  exec_key        text not null,
  revision        integer not null check (revision >= 0),
  account         text not null,
  order_ref       text not null,
  execution_id    text not null,
  sequence        bigint not null references order_event (sequence),
  side            text not null check (side in ('BUY', 'SELL')),
  quantity        numeric not null check (quantity >= 0),
  price           numeric not null,
  at              timestamptz
);
comment on table fill is
  'What the venue calls an execution, with all its corrections; see effective_fill';
comment on column fill.exec_key is 'exec_id without the digits after its last dot: the same for all corrections';
comment on column fill.quantity is 'Shares or contracts; 0: the venue took the trade back';
comment on column fill.price is 'USD per share';
comment on column fill.at is
  'Venue time, null where the venue gave none that can be read; for people, never for ordering';
create index fill_of_order on fill (order_ref);
create index fill_of_key on fill (exec_key, revision desc, sequence desc);
create index fill_of_execution on fill (execution_id);

create view effective_fill as
  select distinct on (execution_id, order_ref, exec_key) * from fill
  order by execution_id, order_ref, exec_key, revision desc, sequence desc;
comment on view effective_fill is 'What counts: of each fill its latest correction';

create table commission (
  exec_id         text primary key,
  account         text not null,
  order_ref       text not null,
  execution_id    text not null,
  sequence        bigint not null references order_event (sequence),
  amount          numeric not null,
  currency        text not null,
  received_at     timestamptz not null
);
comment on table commission is 'The fee of a fill, by exec_id; the latest value wins';
comment on column commission.amount is 'In its currency; negative for a rebate';
create index commission_of_execution on commission (execution_id);

create table report (
  execution_id    text primary key references execution (id),
  revision        integer not null check (revision > 0),
  fees_pending    boolean not null,
  body            jsonb not null,
  through_sequence bigint not null,
  made_at         timestamptz not null default now()
);
comment on table report is 'The one report of an ended trade';
comment on column report.revision is 'Grows with late commissions and corrections';
comment on column report.fees_pending is 'Some fill that counts has no commission yet';
comment on column report.through_sequence is
  'The last event it was made from; with later ones it is made again when it is read';
create index report_fees_pending on report (execution_id) where fees_pending;

create table alert (
  id              bigint generated always as identity primary key,
  execution_id    text,
  account         text not null,
  severity        text not null check (severity in ('WARNING', 'CRITICAL')),
  code            text not null,
  text            text not null,
  residual        jsonb not null default '[]' check (jsonb_typeof(residual) = 'array'),
  opened_at       timestamptz not null,
  changed_at      timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  closed_at       timestamptz,
  constraint alert_acknowledged_by_somebody check (
    (acknowledged_at is null) = (acknowledged_by is null))
);
comment on table alert is 'Something a person must know; open until closed_at is set';
comment on column alert.residual is 'Exact positions, where it is about positions';
create unique index alert_once_while_open
  on alert (account, coalesce(execution_id, ''), code) where closed_at is null;
create index alert_of_execution on alert (execution_id);
create index alert_newest on alert (opened_at desc, id desc);

create table audit (
  id              bigint generated always as identity primary key,
  at              timestamptz not null default now(),
  operator        text not null check (operator <> ''),
  action          text not null check (action <> ''),
  target          text not null,
  reason          text not null check (reason <> '')
);
comment on table audit is 'What people did by hand, and why';

create table contract_cache (
  venue           text not null,
  spec            jsonb not null,
  day             date not null,
  instrument      jsonb not null,
  primary key (venue, spec)
);
comment on table contract_cache is
  'Contracts that a venue confirmed, with their price steps; good for one broker day';

create table market_rule (
  venue           text not null,
  rule_id         integer not null,
  day             date not null,
  increments      jsonb not null,
  primary key (venue, rule_id)
);
comment on table market_rule is 'Price steps by the venue''s rule number; good for one broker day';

create table venue_clock (
  venue           text primary key,
  offset_ms       bigint not null,
  updated_at      timestamptz not null default now()
);
comment on column venue_clock.offset_ms is 'Venue time minus our time, ms';
