-- Orders that never rest (MARKET pricing).

alter table order_intent add column immediate boolean not null default false,
  add constraint order_intent_immediate_has_no_other_end check (not immediate or good_till is null);
comment on column order_intent.immediate is
  'What does not trade at once the venue cancels (IOC); good_till is null then';
