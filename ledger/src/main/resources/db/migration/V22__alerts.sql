-- Alerts about how trades went, each told once, and what became of sending alerts to people.

alter table alert add column passing boolean not null default false;
comment on column alert.passing is
  'Tells of something that happened, not of something that lasts: told once of a trade, and over as '
  'soon as somebody has seen it';
create unique index alert_told_once on alert (execution_id, code) where passing;
create index alert_open on alert (id) where closed_at is null;

alter table execution add column judged_at timestamptz;
comment on column execution.judged_at is
  'When the rules of alerts and the metrics of trades looked at its first ending; each trade once';
update execution set judged_at = now() where finished_at is not null;
create index execution_to_judge on execution (finished_at)
  where finished_at is not null and judged_at is null;
create index execution_running on execution (id) where finished_at is null;

create table alert_sending (
  alert_id        bigint not null references alert (id),
  channel         text not null check (channel in ('WEBHOOK', 'MAIL')),
  version         timestamptz not null,
  state           text not null default 'DUE' check (state in ('DUE', 'SENT', 'GIVEN_UP', 'DROPPED')),
  attempts        integer not null default 0 check (attempts >= 0),
  since           timestamptz not null default clock_timestamp(),
  next_at         timestamptz not null,
  ended_at        timestamptz,
  last_error      text,
  primary key (alert_id, channel),
  constraint alert_sending_ends check ((ended_at is null) = (state = 'DUE'))
);
comment on table alert_sending is
  'What is to be sent of an alert, and what became of it; all processes share the work';
comment on column alert_sending.version is 'The alert''s changed_at that was sent, or is to be';
comment on column alert_sending.state is
  'GIVEN_UP: tried in vain for too long; DROPPED: closed or acknowledged before it could be sent';
comment on column alert_sending.since is 'When it became due, by the database''s clock';
comment on column alert_sending.next_at is
  'When it is tried next; while somebody tries, when another may take it for dead';
create index alert_sending_due on alert_sending (channel, next_at) where state = 'DUE';
