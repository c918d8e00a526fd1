package dev.legwork.api.execution;

/** The conversion that the API's own documentation shows. */
final class RequestExample {
  static final String TEXT =
      """
      { "id": "twx-0001", "account": "DU1000001", "strategy": "SFR", "underlying": "TWX",
        "legs": [
          { "name": "stock", "action": "BUY", "ratio": 100,
            "contract": { "type": "STOCK", "symbol": "TWX" } },
          { "name": "put", "action": "BUY", "ratio": 1,
            "contract": { "type": "OPTION", "symbol": "TWX", "expiry": "2030-01-18",
                          "strike": "70", "right": "PUT" } },
          { "name": "call", "action": "SELL", "ratio": 1,
            "contract": { "type": "OPTION", "symbol": "TWX", "expiry": "2030-01-18",
                          "strike": "70", "right": "CALL" } } ],
        "quantity": 1,
        "netLimit": "70.20",
        "placing": "PARALLEL", "pricing": "LIMIT",
        "timeouts": { "total": "PT15S", "afterFirstFill": "PT5S" } }
      """;

  private RequestExample() {}
}
