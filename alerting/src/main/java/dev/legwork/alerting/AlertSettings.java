package dev.legwork.alerting;

import dev.legwork.exposure.ExposureAlarm;
import dev.legwork.judgement.ConductLimits;
import dev.legwork.saga.Alert.Severity;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code legwork.alerts.*}, alike in worker and api: from where on people are told
 * what, and how.
 *
 * @param slippage USD per share worse than expected; more is told
 * @param profitShortfall share of the expected profit; more missing is told
 * @param duration from a trade's first order to its end; longer is told
 * @param failedStates endings that are told as failed
 * @param exposureAfter a trade that holds something else than whole units for longer is told
 * @param deskAwayAfter an account without a desk, or a desk without a session, for longer is told
 */
@ConfigurationProperties("legwork.alerts")
public record AlertSettings(
    @DefaultValue("0.20") BigDecimal slippage,
    @DefaultValue("0.5") BigDecimal profitShortfall,
    @DefaultValue("30s") Duration duration,
    @DefaultValue("UNWOUND") Set<TradeState> failedStates,
    @DefaultValue("5s") Duration exposureAfter,
    @DefaultValue("30s") Duration deskAwayAfter,
    @DefaultValue Webhook webhook,
    @DefaultValue Mail mail,
    @DefaultValue Sending sending) {

  private static final Duration LEASE_BEATS = Duration.ofSeconds(5);

  public AlertSettings {
    failedStates = Set.copyOf(failedStates);
    try {
      new ConductLimits(slippage, profitShortfall, duration, failedStates);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("legwork.alerts." + e.getMessage(), e);
    }
    if (exposureAfter.compareTo(Duration.ofSeconds(1)) < 0
        || exposureAfter.compareTo(ExposureAlarm.WINDOW.multipliedBy(12)) > 0) {
      throw new IllegalArgumentException(
          "legwork.alerts.exposure-after must be from 1s to 60s, not " + exposureAfter);
    }
    if (deskAwayAfter.compareTo(LEASE_BEATS) < 0) {
      throw new IllegalArgumentException(
          "legwork.alerts.desk-away-after must be at least 5s, not " + deskAwayAfter);
    }
  }

  /** What trades are judged by. */
  ConductLimits limits() {
    return new ConductLimits(slippage, profitShortfall, duration, failedStates);
  }

  /**
   * An HTTP POST for each alert.
   *
   * @param url where to; empty: nothing is posted
   * @param authorization the value of the header {@code Authorization}; empty: none
   * @param leastSeverity alerts below it are not posted
   */
  public record Webhook(
      @DefaultValue("") String url,
      @DefaultValue("") String authorization,
      @DefaultValue("WARNING") Severity leastSeverity) {
    public Webhook {
      if (!url.isBlank() && !isHttp(url)) {
        throw new IllegalArgumentException(
            "legwork.alerts.webhook.url must be an address such as https://host/path, not " + url);
      }
    }

    boolean isSet() {
      return !url.isBlank();
    }

    private static boolean isHttp(String url) {
      try {
        URI uri = URI.create(url);
        return Set.of("http", "https").contains(String.valueOf(uri.getScheme()).toLowerCase())
            && uri.getHost() != null;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
      return "Webhook[url=" + url + "]";
    }
  }

  /**
   * An e-mail for each alert.
   *
   * @param host the SMTP server; empty: nothing is mailed
   * @param username empty: none is given
   * @param startTls whether the connection must become encrypted before anything is said
   * @param leastSeverity alerts below it are not mailed
   */
  public record Mail(
      @DefaultValue("") String host,
      @DefaultValue("587") int port,
      @DefaultValue("") String username,
      @DefaultValue("") String password,
      @DefaultValue("true") boolean startTls,
      @DefaultValue("") String from,
      @DefaultValue List<String> to,
      @DefaultValue("WARNING") Severity leastSeverity) {
    public Mail {
      to = to.stream().filter(address -> !address.isBlank()).toList();
      if (!host.isBlank()) {
        requireAddress("from", from);
        if (to.isEmpty()) {
          throw new IllegalArgumentException(
              "legwork.alerts.mail.to must name who gets the mails, one address or more");
        }
        to.forEach(address -> requireAddress("to", address));
        if (port < 1 || port > 65535) {
          throw new IllegalArgumentException(
              "legwork.alerts.mail.port must be from 1 to 65535, not " + port);
        }
      }
    }

    boolean isSet() {
      return !host.isBlank();
    }

    private static void requireAddress(String setting, String address) {
      if (!address.matches("[^@\\s]+@[^@\\s]+")) {
        throw new IllegalArgumentException(
            "legwork.alerts.mail.%s must be an address such as desk@example.com, not '%s'"
                .formatted(setting, address));
      }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
      return "Mail[host=" + host + ", port=" + port + ", to=" + to + "]";
    }
  }

  /**
   * How sending goes on.
   *
   * @param firstRetry after the first failure; twice as long after each further one
   * @param longestRetry at most
   * @param giveUpAfter what could not be sent for so long is given up, visibly
   * @param repeatAfter an alert that changes is sent again no sooner after it was sent
   */
  public record Sending(
      @DefaultValue("5s") Duration firstRetry,
      @DefaultValue("5m") Duration longestRetry,
      @DefaultValue("24h") Duration giveUpAfter,
      @DefaultValue("60s") Duration repeatAfter) {
    public Sending {
      positive("first-retry", firstRetry);
      positive("give-up-after", giveUpAfter);
      positive("repeat-after", repeatAfter);
      if (longestRetry.compareTo(firstRetry) < 0) {
        throw new IllegalArgumentException(
            "legwork.alerts.sending.longest-retry must not be below first-retry, "
                + firstRetry
                + ": "
                + longestRetry);
      }
    }

    /** How long it waits after that many failures in a row, 1 or more. */
    Duration pause(int failures) {
      Duration pause = firstRetry;
      for (int n = 1; n < failures && pause.compareTo(longestRetry) < 0; n++) {
        pause = pause.multipliedBy(2);
      }
      return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }

    private static void positive(String setting, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(
            "legwork.alerts.sending." + setting + " must be above 0, not " + value);
      }
    }
  }
}
