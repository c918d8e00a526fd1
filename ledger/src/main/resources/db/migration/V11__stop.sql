-- Protective stops: an order that the venue holds back until its trigger, and the stop of a
-- committed trade as its own workflow tells it.

alter table order_intent add column stop_trigger numeric check (stop_trigger > 0);
alter table order_intent add constraint order_intent_stop_has_trigger
  check ((purpose = 'STOP') = (stop_trigger is not null));
comment on column order_intent.stop_trigger is
  'The venue holds the order back until the market has reached this, USD per share';

create table protective_stop (
  execution_id    text primary key references execution (id),
  account         text not null,
  state           text not null default 'ARMING' check (state in (
                    'ARMING', 'ARMED', 'WATCHING', 'TRIGGERED', 'EXITING', 'INCOMPLETE',
                    'EXITED', 'CLOSED_BY_OTHERS', 'CANCELLED')),
  status          jsonb not null,
  asked           jsonb,
  since           timestamptz not null default now(),
  ended_at        timestamptz,
  constraint protective_stop_ended check (
    (state in ('EXITED', 'CLOSED_BY_OTHERS', 'CANCELLED')) = (ended_at is not null))
);
create index protective_stop_open on protective_stop (account) where ended_at is null;
create index protective_stop_asked on protective_stop (account) where asked is not null;
comment on table protective_stop is
  'The stop of a committed trade; stored with its ending, so that it cannot be forgotten. Also of a '
  'trade without one, once a person has flattened its account: it is how the trade is left';
comment on column protective_stop.asked is
  'What a person asks for and the stop''s workflow has not taken up yet';
comment on column protective_stop.status is
  'What the stop''s workflow last told: attempts, reasons, timeline';

alter table account_switch add column flattens boolean not null default false
  check (not flattens or kind = 'KILL_SWITCH');
alter table account_switch add column flattened_by text;
alter table account_switch add column flatten_reason text;
alter table account_switch add constraint account_switch_flattened_by_somebody
  check (flattens = (flattened_by is not null) and flattens = (flatten_reason is not null));
comment on column account_switch.flattens is
  'What the account''s trades hold is closed as well, also of those that end while it stands';
