package dev.legwork.strategy;

/** What a second look at an opportunity says. */
public sealed interface Recheck {

  /**
   * It is still there.
   *
   * @param opportunity with the prices and the limit of this moment
   */
  record Stands(Opportunity opportunity) implements Recheck {}

  /** It must not be placed any more. */
  record Fallen(String code, String meaning) implements Recheck {

    /** Refused by that filter now. */
    public static Fallen of(RefusalCode code) {
      return new Fallen(code.name(), code.meaning());
    }
  }
}
