package dev.legwork.ledger.alert;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.saga.Alert.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which alerts are to be sent to people, and what became of it: at least once each, by whichever
 * process comes first, over restarts. All times are the database's.
 */
public final class AlertSendings {
  private final Database db;

  public AlertSendings(Database db) {
    this.db = db;
  }

  /**
   * Makes everything due that is open, that nobody has acknowledged, and that was not sent over the
   * channel as it is now.
   *
   * @param repeatAfter what was sent is sent again no sooner, however often it changes
   * @return how many became due
   */
  public int enqueue(Channel channel, Collection<Severity> severities, Duration repeatAfter) {
    return db.write(
        "alerts to send by " + channel,
        () ->
            db.sql(
                    """
                    insert into alert_sending as known (alert_id, channel, version, next_at)
                    select a.id, :channel, a.changed_at, clock_timestamp()
                    from alert a
                    left join alert_sending s on s.alert_id = a.id and s.channel = :channel
                    where a.closed_at is null and a.acknowledged_at is null
                      and a.severity in (:severities)
                      and (s.alert_id is null or (s.state <> 'DUE' and s.version < a.changed_at))
                    on conflict (alert_id, channel) do update set state = 'DUE',
                      version = excluded.version, attempts = 0, since = clock_timestamp(),
                      next_at = greatest(clock_timestamp(), known.ended_at + REPEAT),
                      ended_at = null, last_error = null
                    where known.state <> 'DUE'
                    """
                        .replace("REPEAT", ":repeat * interval '1 millisecond'"))
                .param("channel", channel.name())
                .param("severities", severities.stream().map(Enum::name).toList())
                .param("repeat", repeatAfter.toMillis())
                .update());
  }

  /**
   * Takes the next one that is due, for so long; then it counts as not sent, and is due again.
   *
   * @return its alert as it stands, and the number of this try
   */
  public Optional<Claim> claim(Channel channel, Duration hold) {
    return db.write("next alert to send by " + channel, () -> take(channel, hold));
  }

  /** One try to send an alert. */
  public record Claim(StoredAlert alert, int attempt) {}

  private Optional<Claim> take(Channel channel, Duration hold) {
    return db.sql(
            """
            with taken as (
              update alert_sending set attempts = attempts + 1,
                next_at = clock_timestamp() + :hold * interval '1 millisecond'
              where channel = :channel and alert_id = (
                select alert_id from alert_sending
                where channel = :channel and state = 'DUE' and next_at <= clock_timestamp()
                order by next_at, alert_id limit 1 for update skip locked)
              returning alert_id, attempts)
            select a.*, taken.attempts from alert a join taken on taken.alert_id = a.id
            """)
        .param("channel", channel.name())
        .param("hold", hold.toMillis())
        .query((row, number) -> new Claim(AlertStore.read(row, number), row.getInt("attempts")))
        .optional();
  }

  /** The alert was sent as it stood when it was claimed. */
  public void sent(Claim claim, Channel channel) {
    end(claim, channel, Sending.State.SENT, null);
  }

  /** Nobody needs to be told any more. */
  public void dropped(Claim claim, Channel channel) {
    end(claim, channel, Sending.State.DROPPED, null);
  }

  /**
   * The try failed.
   *
   * @param pause until the next one
   * @param giveUpAfter when it has been due for so long, there is none
   * @return whether it is given up
   */
  public boolean failed(
      Claim claim, Channel channel, String error, Duration pause, Duration giveUpAfter) {
    return db.write(
        "alert " + claim.alert().id() + " not sent by " + channel,
        () ->
            db.sql(
                    """
                    update alert_sending set last_error = :error,
                      state = case when OVER then 'GIVEN_UP' else 'DUE' end,
                      ended_at = case when OVER then clock_timestamp() end,
                      next_at = clock_timestamp() + :pause * interval '1 millisecond'
                    where alert_id = :id and channel = :channel and state = 'DUE'
                      and attempts = :attempt
                    returning state = 'GIVEN_UP'
                    """
                        .replace(
                            "OVER",
                            "clock_timestamp() - since >= :patience * interval '1 millisecond'"))
                .param("error", error)
                .param("pause", pause.toMillis())
                .param("patience", giveUpAfter.toMillis())
                .param("id", claim.alert().id())
                .param("channel", channel.name())
                .param("attempt", claim.attempt())
                .query(Boolean.class)
                .optional()
                .orElse(false));
  }

  private void end(Claim claim, Channel channel, Sending.State state, String error) {
    db.write(
        "alert " + claim.alert().id() + " by " + channel,
        () ->
            db.sql(
                    """
                    update alert_sending set state = :state, version = :version,
                      ended_at = clock_timestamp(), last_error = coalesce(:error, last_error)
                    where alert_id = :id and channel = :channel and state = 'DUE'
                    """)
                .param("state", state.name())
                .param("version", Columns.time(claim.alert().changedAt()))
                .param("error", error)
                .param("id", claim.alert().id())
                .param("channel", channel.name())
                .update());
  }

  /** What became of sending these alerts. */
  public List<Sending> of(Collection<Long> alertIds) {
    if (alertIds.isEmpty()) {
      return List.of();
    }
    return db.ask(
        "sendings of alerts",
        () ->
            db.sql("select * from alert_sending where alert_id in (:ids) order by channel")
                .param("ids", alertIds)
                .query(AlertSendings::read)
                .list());
  }

  /** How many are in this state, by channel; channels without any are left out. */
  public Map<Channel, Integer> count(Sending.State state) {
    Map<Channel, Integer> counts = new EnumMap<>(Channel.class);
    db.ask(
        "sendings " + state,
        () ->
            db.sql(
                    """
                    select channel, count(*) as number from alert_sending where state = :state
                    group by channel
                    """)
                .param("state", state.name())
                .query(
                    (row, number) ->
                        counts.put(
                            Columns.constant(row, "channel", Channel.class), row.getInt("number")))
                .list());
    return counts;
  }

  private static Sending read(ResultSet row, int number) throws SQLException {
    return new Sending(
        row.getLong("alert_id"),
        Columns.constant(row, "channel", Channel.class),
        Columns.time(row, "version"),
        Columns.constant(row, "state", Sending.State.class),
        row.getInt("attempts"),
        Columns.time(row, "next_at"),
        Columns.time(row, "ended_at"),
        row.getString("last_error"));
  }
}
