package dev.legwork.api;

import dev.legwork.json.StrictJson;
import dev.legwork.ledger.execution.Registration;
import dev.legwork.request.ReadRequest;
import dev.legwork.request.RequestReader;
import dev.legwork.request.RequestRules;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Conversions as JSON, and their way into the ledger. */
final class Requests {
  private static final AtomicInteger IDS = new AtomicInteger();

  private Requests() {}

  static String newId() {
    return "api-" + IDS.incrementAndGet();
  }

  static String conversion(String id) {
    return """
    { "id": "%s", "account": "DU1000001", "strategy": "SFR", "underlying": "TWX",
      "legs": [
        { "name": "stock", "action": "BUY", "ratio": 100,
          "contract": { "type": "STOCK", "symbol": "TWX" } },
        { "name": "put", "action": "BUY", "ratio": 1,
          "contract": { "type": "OPTION", "symbol": "TWX", "expiry": "2034-06-20",
                        "strike": "70", "right": "PUT" } },
        { "name": "call", "action": "SELL", "ratio": 1,
          "contract": { "type": "OPTION", "symbol": "TWX", "expiry": "2034-06-20",
                        "strike": "70", "right": "CALL" } } ],
      "quantity": 1, "netLimit": "69.72" }
    """
        .formatted(id);
  }

  /** What a worker's first step does. */
  static void register(String json) {
    ReadRequest.Valid valid = read(json);
    ApiProcess.LEDGER
        .executions()
        .register(
            new Registration(
                valid.request(),
                valid.hash(),
                valid.text(),
                "run-of-" + valid.request().id(),
                Instant.now()));
  }

  static ReadRequest.Valid read(String json) {
    try {
      RequestRules rules =
          new RequestRules(Set.of(ApiProcess.ACCOUNT, ApiProcess.OTHER_ACCOUNT), Set.of(), null);
      return (ReadRequest.Valid) RequestReader.read(StrictJson.read(json), null, rules);
    } catch (StrictJson.Malformed e) {
      throw new IllegalArgumentException(e);
    }
  }

  static void end(String id, TradeState state) {
    end(id, state, new TimelineEntry(Instant.now(), "REJECTED", null, "quotes"));
  }

  static void end(String id, TradeState state, TimelineEntry line) {
    Reason reason = new Reason(ReasonCode.NOT_MARKETABLE, "a test <b>says</b> so");
    ApiProcess.LEDGER
        .endings()
        .finish(id, new Ending(state, reason, List.of(), 3, Instant.now(), List.of(line)));
  }
}
