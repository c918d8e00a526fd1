package dev.legwork.tws.codec;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the fields left over after a message and reports each message type once. */
final class ExtraFields {
  private static final Logger LOG = LoggerFactory.getLogger(ExtraFields.class);

  private final ExtraFieldsListener listener;
  private final Set<String> reported = new HashSet<>();

  ExtraFields(ExtraFieldsListener listener) {
    this.listener = listener;
  }

  static ExtraFieldsListener logged() {
    return (name, count) ->
        LOG.warn(
            "{} came with {} fields more than server version {} has; they are ignored, and this is"
                + " said once",
            name,
            count,
            Handshake.VERSION);
  }

  void check(FieldReader in) {
    int count = in.countRest();
    if (count > 0 && reported.add(in.name())) {
      listener.extraFields(in.name(), count);
    }
  }
}
