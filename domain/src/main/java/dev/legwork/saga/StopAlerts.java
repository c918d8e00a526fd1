package dev.legwork.saga;

import dev.legwork.stop.StopState;
import java.time.Duration;
import java.util.List;

/** What a person is told of a protective stop. */
final class StopAlerts {
  private final TradeWorld world;

  StopAlerts(TradeWorld world) {
    this.world = world;
  }

  void triggered(String why) {
    warn(
        "STOP_TRIGGERED",
        "The protective stop is triggered: "
            + why
            + ". The stop order works at the broker; if it is not filled in its time, it is"
            + " cancelled and the remainder is taken at the market.");
  }

  void exits(Reason why) {
    switch (why.code()) {
      case STOP_GAPPED ->
          critical(
              "STOP_GAP_THROUGH",
              "The market has gone through the protective stop: "
                  + why.detail()
                  + ". What it guards is closed at the market now, inside the collar, after the"
                  + " proof that the stop order cannot trade any more.",
              List.of());
      case STOP_UNFILLED ->
          warn(
              "STOP_FALLBACK",
              "The stop falls back to the market: "
                  + why.detail()
                  + ". Only the remainder is closed, once the stop order is proven to be over.");
      case STOP_TRIGGERED ->
          warn("STOP_TRIGGERED", "The protective stop closes the position: " + why.detail() + ".");
      default -> {
        // somebody asked for it
      }
    }
  }

  void lost(String why, boolean givenUp) {
    warn(
        "STOP_LOST",
        "The stop order is no longer at the broker: "
            + why
            + (givenUp
                ? ". It is not placed again; the quotes are watched and the position is closed at"
                    + " the trigger, as long as a worker runs."
                : ". It is placed again."));
  }

  void unsent(int inARow, Duration atMost) {
    critical(
        "STOP_LOST",
        """
        The stop order does not reach the broker: %d in a row were not sent. No order rests at the \
        broker; the quotes are watched, and the position is closed at the trigger if orders can be \
        sent by then. It is tried again at least every %d s. See why the desk sends nothing, and \
        guard the position by hand meanwhile.\
        """
            .formatted(inARow, atMost.toSeconds()),
        List.of());
  }

  void blind(StopState state) {
    boolean rests = state == StopState.ARMED || state == StopState.TRIGGERED;
    warn(
        "STOP_BLIND",
        "The quotes of what is guarded are missing, stale or no market. "
            + (rests
                ? "The stop order rests at the broker, but a market that has jumped beyond its"
                    + " limit would not be seen."
                : "No order rests at the broker: nobody guards it until they are back.")
            + " Close it by hand if that is needed: exit.");
  }

  /**
   * @param again after so long; zero: when the venue trades some of it
   * @param rests a stop order does at the venue meanwhile
   */
  void incomplete(Reason stuck, List<Residual> left, Duration again, boolean rests) {
    critical(
        "STOP_INCOMPLETE",
        "The exit is not complete: %s remain (%s). %s If it must be now, close exactly that by"
                .formatted(
                    Holdings.text(left),
                    stuck,
                    again.isZero()
                        ? "It goes on by itself as soon as the venue trades some of it; "
                            + (rests
                                ? "until then its stop order stays at the venue."
                                : "until then nothing of it rests at the venue.")
                        : "It is tried again in %d s.".formatted(again.toSeconds()))
            + " hand, after ending the stop (stop cancel).",
        left);
  }

  void untrimmed(Reason stuck, List<Residual> left, Duration again) {
    critical(
        "STOP_INCOMPLETE",
        """
        Beside what the trade ended with it holds %s by what came later, and that could not be \
        closed (%s). The stop guards on meanwhile, and closes it with what it leaves. It is tried \
        again in %d s. If it must be now: end the stop (stop cancel), close exactly that by hand, \
        and guard the rest yourself.\
        """
            .formatted(Holdings.text(left), stuck, again.toSeconds()),
        left);
  }

  void missing(List<Residual> missing) {
    critical(
        "STOP_POSITION_MISSING",
        "The account does not hold "
            + Holdings.text(missing)
            + " any more, or somebody else has traded against it since: it is not closed once more."
            + " If it was closed by hand, nothing is left to do but to acknowledge this and accept"
            + " the divergence about the contract.",
        missing);
  }

  void stoodDown(List<Residual> left) {
    critical(
        "STOP_POSITION_MISSING",
        "The account does not hold "
            + Holdings.text(left)
            + " any more, which this trade entered: its stop has ended, and guards nothing. If it"
            + " was closed by hand, acknowledge this and accept the divergence about the contract;"
            + " if it was not, the position is unguarded: compare it with the account.",
        left);
  }

  void residual(List<Residual> beyond) {
    critical(
        "STOP_RESIDUAL",
        "Something was executed after the stop had ended: the trade is beyond that end by "
            + Holdings.text(beyond)
            + ". Exactly that is closed now, inside the collar, as far as the account shows it;"
            + " this stays open until it is.",
        beyond);
  }

  void filledLate(List<Residual> beyond) {
    critical(
        "STOP_FILLED_LATE",
        "The stop order executed although it had been ended, and was proven over: the trade holds "
            + Holdings.text(beyond)
            + " beside what was told. Nothing is traded for it; enter it anew if it is wanted.",
        beyond);
  }

  void closedTooMuch(List<Residual> tooMuch) {
    critical(
        "STOP_CLOSED_TWICE",
        "The stop order at the broker filled while somebody else closed the same position. By that"
            + " the account is beyond flat by "
            + Holdings.text(tooMuch)
            + ". Compare with the account, and trade exactly that back by hand.",
        tooMuch);
  }

  private void warn(String code, String text) {
    world.alert(new Alert(Alert.Severity.WARNING, code, text, List.of()));
  }

  private void critical(String code, String text, List<Residual> residual) {
    world.alert(new Alert(Alert.Severity.CRITICAL, code, text, residual));
  }
}
