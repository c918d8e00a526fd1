package dev.legwork.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.audit.Audit;
import dev.legwork.invariant.Violation;
import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * What an audit found, written down.
 *
 * @param json for programs
 */
record AuditReport(Audit.Result result, boolean json) {

  /**
   * Prints it, and what is open beside it. Reading that may fail without taking away what was
   * found.
   */
  void print(PrintStream out, Supplier<OpenTroubles> open) {
    if (json) {
      out.println(document(open));
      return;
    }
    result.violations().stream().map(Violation::toString).forEach(out::println);
    out.println(summary());
    result.notChecked().forEach(what -> out.println("not checked: " + what));
    out.flush();
    try {
      out.println(open.get().line());
    } catch (RuntimeException e) {
      out.println("open: " + unread(e));
    }
  }

  private static String unread(RuntimeException problem) {
    return "divergences and critical alerts could not be read: " + problem.getMessage();
  }

  private String summary() {
    return "%d violations; %d trades in the ledger; the broker told of %d orders, %d executions, %d"
            .formatted(
                result.violations().size(),
                result.trades(),
                result.brokerOrders(),
                result.brokerExecutions(),
                result.brokerPositions())
        + " positions; invariants checked: "
        + result.checked();
  }

  private String document(Supplier<OpenTroubles> open) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode all = mapper.valueToTree(result);
    try {
      all.set("open", mapper.valueToTree(open.get()));
    } catch (RuntimeException e) {
      all.putNull("open").put("openUnread", unread(e));
    }
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write what was found", e);
    }
  }
}
