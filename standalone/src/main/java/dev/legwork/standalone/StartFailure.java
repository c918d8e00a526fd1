package dev.legwork.standalone;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.NestedExceptionUtils;

/** Why a process did not start, for the person who started it. */
final class StartFailure {

  private StartFailure() {}

  /**
   * One line with what is wrong, and the setting where one could not be understood. What nobody has
   * foreseen keeps its stack trace.
   */
  static String line(Throwable failure) {
    BindException setting = find(failure, BindException.class);
    PortInUseException port = find(failure, PortInUseException.class);
    Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
    if (port != null) {
      return "port "
          + port.getPort()
          + " is in use; choose another with --server.port or"
          + " --management.server.port";
    }
    if (setting != null) {
      return setting.getName() + ": " + said(failure);
    }
    boolean foreseen =
        hasMessage(root)
            && (root instanceof IllegalStateException || root instanceof IllegalArgumentException);
    return foreseen ? said(failure) : trace(failure);
  }

  /** What the deepest cause that says anything says. */
  private static String said(Throwable failure) {
    String said = failure.getClass().getSimpleName();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      said = hasMessage(at) ? at.getMessage() : said;
    }
    return said.replaceAll("\\s*\\R\\s*", " ");
  }

  private static boolean hasMessage(Throwable failure) {
    return failure.getMessage() != null && !failure.getMessage().isBlank();
  }

  private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString().strip();
  }
}
