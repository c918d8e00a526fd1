package dev.legwork.standalone;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Tests on the running {@link House}. They may ask for the {@link House} and for {@link Trader}s as
 * parameters, and run beside each other; those that kill a process or need all accounts hold the
 * lock {@value #ALONE} for themselves.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({HouseExtension.class, ClearOfMidnight.class})
@Execution(ExecutionMode.CONCURRENT)
@interface EndToEnd {

  /** Held READ by tests that bear company, READ_WRITE by those that do not. */
  String ALONE = "house";
}
