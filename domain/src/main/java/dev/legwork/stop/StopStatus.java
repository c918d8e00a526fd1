package dev.legwork.stop;

import dev.legwork.saga.Reason;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TimelineEntry;
import java.time.Instant;
import java.util.List;

/**
 * A protective stop as it stands: all that has to be remembered of it beside its orders.
 *
 * @param detail for people
 * @param since it is in this state
 * @param triggeredAt since when the market has been at the trigger, or seems to be for a group;
 *     null while it is not
 * @param exit why what it guards is being closed; null while it is not
 * @param retryAt an exit that could not be completed is tried again then; null: at once
 * @param attempts the highest attempt number that a stop order was given
 * @param lost stop orders in a row that ended at the venue without our doing
 * @param left of a stop that is over: by how much the positions differ, signed, from what may be
 *     held after it
 * @param ended how it ended, also while something that came after that is put right; null before
 * @param whole all that the trade holds is closed, not only what its request asked to be guarded
 * @param answered the latest wish of a person that it took up, by id; null before the first
 * @param missingSince since when the account does not show all of it; null while it does
 * @param blind whether its market has not been seen for so long that a person was told
 * @param unsent stop orders in a row that never reached the venue
 * @param tries in a row that executed nothing: of an exit, or of what goes beyond what the trade
 *     ended with beside a stop that stands
 * @param timeline oldest first
 */
public record StopStatus(
    StopState state,
    String detail,
    Instant since,
    Instant triggeredAt,
    Reason exit,
    Instant retryAt,
    int attempts,
    int lost,
    List<Residual> left,
    StopState ended,
    boolean whole,
    String answered,
    Instant missingSince,
    boolean blind,
    Tries unsent,
    Tries tries,
    List<TimelineEntry> timeline) {

  public StopStatus {
    left = left == null ? List.of() : List.copyOf(left);
    unsent = unsent == null ? Tries.NONE : unsent;
    tries = tries == null ? Tries.NONE : tries;
    timeline = timeline == null ? List.of() : List.copyOf(timeline);
  }

  /** Of a trade that has just committed. */
  public static StopStatus fresh(Instant now) {
    return new StopStatus(
        StopState.ARMING,
        "",
        now,
        null,
        null,
        null,
        0,
        0,
        List.of(),
        null,
        false,
        null,
        null,
        false,
        Tries.NONE,
        Tries.NONE,
        List.of());
  }

  public StopStatus in(StopState next, String why, Instant now) {
    return new Change(this).state(next, why, next == state ? since : now).made();
  }

  /** It ends so, and leaves that. */
  public StopStatus over(StopState next, String why, Instant now, List<Residual> positions) {
    Change change = new Change(in(next, why, now));
    change.left = positions;
    change.ended = next;
    change.retryAt = null;
    return change.made();
  }

  /** It had ended so, and something of it is looked at again. */
  public StopStatus endedAs(StopState former) {
    Change change = new Change(this);
    change.ended = former;
    return change.made();
  }

  public StopStatus triggered(Instant at) {
    Change change = new Change(this);
    change.triggeredAt = at;
    return change.made();
  }

  /** Being closed for this reason; at once, or again then. */
  public StopStatus exiting(Reason why, Instant again) {
    Change change = new Change(this);
    change.exit = why;
    change.retryAt = again;
    return change.made();
  }

  public StopStatus numbered(int attempt) {
    Change change = new Change(this);
    change.attempts = Math.max(attempts, attempt);
    return change.made();
  }

  public StopStatus losing(int orders) {
    Change change = new Change(this);
    change.lost = orders;
    return change.made();
  }

  /** Everything is closed from now on, also where it was over. */
  public StopStatus closingAll() {
    Change change = new Change(this);
    change.whole = true;
    change.ended = null;
    change.left = List.of();
    return change.made();
  }

  public StopStatus answering(String wish) {
    Change change = new Change(this);
    change.answered = wish == null ? answered : wish;
    return change.made();
  }

  public StopStatus missing(Instant at) {
    Change change = new Change(this);
    change.missingSince = at;
    return change.made();
  }

  public StopStatus seeing(boolean sees) {
    Change change = new Change(this);
    change.blind = !sees;
    return change.made();
  }

  public StopStatus sending(Tries inVain) {
    Change change = new Change(this);
    change.unsent = inVain;
    return change.made();
  }

  public StopStatus trying(Tries inVain) {
    Change change = new Change(this);
    change.tries = inVain;
    return change.made();
  }

  public StopStatus telling(List<TimelineEntry> lines) {
    Change change = new Change(this);
    change.timeline = lines;
    return change.made();
  }

  /** All components while one of them changes. */
  private static final class Change {
    private final StopStatus from;
    private StopState state;
    private String detail;
    private Instant since;
    private Instant triggeredAt;
    private Reason exit;
    private Instant retryAt;
    private int attempts;
    private int lost;
    private List<Residual> left;
    private StopState ended;
    private boolean whole;
    private String answered;
    private Instant missingSince;
    private boolean blind;
    private Tries unsent;
    private Tries tries;
    private List<TimelineEntry> timeline;

    private Change(StopStatus from) {
      this.from = from;
      state(from.state, from.detail, from.since);
      triggeredAt = from.triggeredAt;
      exit = from.exit;
      retryAt = from.retryAt;
      attempts = from.attempts;
      lost = from.lost;
      left = from.left;
      ended = from.ended;
      whole = from.whole;
      answered = from.answered;
      missingSince = from.missingSince;
      blind = from.blind;
      unsent = from.unsent;
      tries = from.tries;
      timeline = from.timeline;
    }

    private Change state(StopState next, String why, Instant at) {
      state = next;
      detail = why;
      since = at;
      return this;
    }

    private StopStatus made() {
      StopStatus next =
          new StopStatus(
              state,
              detail,
              since,
              triggeredAt,
              exit,
              retryAt,
              attempts,
              lost,
              left,
              ended,
              whole,
              answered,
              missingSince,
              blind,
              unsent,
              tries,
              timeline);
      return next.equals(from) ? from : next;
    }
  }
}
