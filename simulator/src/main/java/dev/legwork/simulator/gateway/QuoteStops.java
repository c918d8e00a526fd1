package dev.legwork.simulator.gateway;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which quotes nobody gets at the moment, and why. */
final class QuoteStops {
  private final List<FaultRule> inForce = new ArrayList<>();

  void begin(FaultRule rule) {
    inForce.add(rule);
  }

  void end(FaultRule rule) {
    inForce.remove(rule);
  }

  boolean stopped(Session session, Instrument instrument) {
    return inForce.stream().anyMatch(rule -> means(rule, session, instrument));
  }

  /** Whether the client's quotes of the contract stop because somebody else logged in. */
  boolean competing(Session session, Instrument instrument) {
    return inForce.stream()
        .filter(rule -> rule.verb() == FaultVerb.COMPETING_SESSION)
        .anyMatch(rule -> means(rule, session, instrument));
  }

  /** A rule that struck at a message means all quotes; one of now those that match it. */
  static boolean means(FaultRule rule, Session session, Instrument instrument) {
    if (!rule.on().equals(FaultRule.NOW)) {
      return true;
    }
    Map<String, String> facts = Names.facts(instrument);
    facts.put("clientId", "" + session.clientId);
    return rule.matches(FaultRule.NOW, facts);
  }
}
