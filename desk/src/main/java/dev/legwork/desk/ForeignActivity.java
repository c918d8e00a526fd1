package dev.legwork.desk;

import java.util.Collections;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Orders and executions that are not ours: told once, left alone. */
final class ForeignActivity {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignActivity.class);
  private static final int REMEMBERED = 1000;

  private final Set<String> told = Collections.newSetFromMap(Bounded.map(REMEMBERED));

  /**
   * @param key names the order, so that it is told once
   */
  void saw(String key, Object message) {
    if (told.add(key)) {
      LOG.info("Not ours and left alone: {}: {}", key, message);
    }
  }
}
