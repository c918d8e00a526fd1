-- What a trade was decided on, for its report.

alter table order_intent add column quotes jsonb
  check (quotes is null or (purpose in ('ENTRY', 'COMPLETION') and jsonb_typeof(quotes) = 'object'));
comment on column order_intent.quotes is
  'By leg name, bid and ask with sizes and ages of all legs when the wave was decided; with the '
  'first order of the wave only, null where nobody looked';
