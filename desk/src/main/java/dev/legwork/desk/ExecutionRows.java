package dev.legwork.desk;

import dev.legwork.order.Fill;
import dev.legwork.order.Side;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Watches the rows of an execution query for what a complete answer cannot lack: every execution
 * that this session itself told of before the question.
 */
final class ExecutionRows {
  private record Told(long at, boolean ours, String day) {}

  private final Map<String, Told> told = new HashMap<>();
  private final Set<String> answered = new HashSet<>();
  private int reqId;
  private long begunAt;
  private boolean narrow;

  /**
   * @param narrow whether only our own client's executions were asked for
   */
  void begin(int newReqId, long stamp, boolean onlyOurs) {
    reqId = newReqId;
    begunAt = stamp;
    narrow = onlyOurs;
    answered.clear();
  }

  void on(ExecDetails row, boolean ours, long stamp) {
    String key = new Fill(row.execId(), Side.BUY, row.shares(), row.price(), Instant.EPOCH).key();
    if (row.reqId() == reqId) {
      answered.add(key);
    }
    told.putIfAbsent(key, new Told(stamp, ours, day(row)));
  }

  /** What the answer lacks, or null. */
  String fault() {
    // An answer goes back to midnight, so that only the latest day told of can be demanded.
    String today = told.values().stream().map(Told::day).max(String::compareTo).orElse("");
    return told.entrySet().stream()
        .filter(entry -> entry.getValue().at() < begunAt)
        .filter(entry -> entry.getValue().ours() || !narrow)
        .filter(entry -> entry.getValue().day().equals(today))
        .filter(entry -> !answered.contains(entry.getKey()))
        .map(entry -> "execution " + entry.getKey() + " is missing")
        .findFirst()
        .orElse(null);
  }

  void forget() {
    told.clear();
    answered.clear();
    reqId = 0;
  }

  private static String day(ExecDetails row) {
    return row.time().length() < 8 ? "" : row.time().substring(0, 8);
  }
}
