package dev.legwork.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Who may execute an opportunity. Pure; whoever asks has seen to it that nothing changes meanwhile.
 */
public final class Claims {
  /** What remains of an execution's 64 characters beside an opportunity's 56 and a hyphen. */
  private static final int DIGEST = 7;

  private Claims() {}

  /**
   * Decides about a wish to execute.
   *
   * @param session who wants to
   * @param opportunity what
   * @param there the claim on this opportunity, or null
   * @param open the claim of the account whose execution has not ended, or null
   */
  public static ClaimAnswer decide(
      String account, String session, String opportunity, Claim there, Claim open) {
    if (there != null && !there.isGivenBack()) {
      boolean own = there.isOpen() && there.session().equals(session);
      return own
          ? new ClaimAnswer.Granted(there.execution())
          : new ClaimAnswer.Taken(there.session(), there.execution());
    }
    if (open != null) {
      return new ClaimAnswer.Busy(open.session(), open.execution());
    }
    return new ClaimAnswer.Granted(execution(account, opportunity));
  }

  /**
   * The id of the one execution of an opportunity by an account: the opportunity's, and seven
   * characters of the account's SHA-256.
   */
  public static String execution(String account, String opportunity) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8));
      return opportunity + "-" + HexFormat.of().formatHex(hash).substring(0, DIGEST);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
