package dev.legwork.workflow.session;

import dev.legwork.saga.TradeState;
import dev.legwork.session.Claim;
import dev.legwork.session.ClaimAnswer;
import dev.legwork.session.SessionState;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;

/** What a session needs of the ledger. All may be repeated without harm. */
@ActivityInterface(namePrefix = "SessionLedger")
public interface SessionLedgerActivities {

  /**
   * Reads the plan and remembers the session.
   *
   * @param runId the first run of its workflow
   * @param plan JSON
   */
  SessionOpening begin(String workflowId, String runId, byte[] plan, Instant at);

  /** Stores how it is. */
  void told(String runId, SessionState state);

  /** Claims an opportunity; see {@link ClaimAnswer}. */
  ClaimAnswer claim(String account, String session, String opportunity);

  /**
   * The claim of the account that is still open. Asked by a session that executes nothing: a claim
   * in its own name is of an earlier session of that name.
   *
   * @return null where nobody executes
   */
  Claim executing(String account, String session);

  /**
   * Gives up the session's claim whose execution was not begun, if it has one; the opportunity is
   * anybody's again. Asked by a session that executes nothing.
   */
  void release(String account, String session);

  /** The execution is over. */
  void settle(String execution, String outcome);

  /** The other sessions of the account that run. */
  List<String> others(String account, String session);

  /**
   * How an execution ended.
   *
   * @return null while it has no ending
   */
  TradeState outcome(String execution);
}
