package dev.legwork.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/**
 * What code that is replayed, or driven under a virtual clock, must never do: ask the wall clock,
 * draw a random number, start or hold a thread, touch the world, keep state in a static.
 */
final class Determinism {

  private static final Set<String> CLOCK_METHODS =
      Set.of("currentTimeMillis", "nanoTime", "systemUTC", "systemDefaultZone", "system");
  private static final List<String> WORLD =
      List.of(
          "java.sql.",
          "javax.sql.",
          "java.net.",
          "java.nio.file.",
          "java.nio.channels.",
          "org.springframework.");
  private static final List<String> THREADS =
      List.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.util.Timer",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.Executor",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.locks.");

  private Determinism() {}

  /** All rules, for the classes that the predicate picks. */
  static List<ArchRule> rules(DescribedPredicate<JavaClass> pure) {
    return List.of(
        noWallClock(pure),
        noRandomness(pure),
        noThreads(pure),
        noWorld(pure),
        noSynchronizedMethods(pure),
        noMutableStatics(pure));
  }

  static ArchRule noWallClock(DescribedPredicate<JavaClass> pure) {
    return noClasses()
        .that(pure)
        .should()
        .accessTargetWhere(describe("ask the wall clock", Determinism::asksTheWallClock))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Date")
        .allowEmptyShould(true);
  }

  static ArchRule noRandomness(DescribedPredicate<JavaClass> pure) {
    return noClasses()
        .that(pure)
        .should()
        .dependOnClassesThat(
            named(
                "draw random numbers",
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.util.concurrent.ThreadLocalRandom",
                "java.util.random.",
                "java.security.SecureRandom"))
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .allowEmptyShould(true);
  }

  static ArchRule noThreads(DescribedPredicate<JavaClass> pure) {
    return noClasses()
        .that(pure)
        .should()
        .dependOnClassesThat(named("start or hold threads", THREADS.toArray(String[]::new)))
        .allowEmptyShould(true);
  }

  static ArchRule noWorld(DescribedPredicate<JavaClass> pure) {
    return noClasses()
        .that(pure)
        .should()
        .dependOnClassesThat(
            named("touch files, sockets, databases or Spring", WORLD.toArray(String[]::new)))
        .allowEmptyShould(true);
  }

  static ArchRule noSynchronizedMethods(DescribedPredicate<JavaClass> pure) {
    return methods()
        .that()
        .areDeclaredInClassesThat(pure)
        .should()
        .notHaveModifier(SYNCHRONIZED)
        .allowEmptyShould(true);
  }

  static ArchRule noMutableStatics(DescribedPredicate<JavaClass> pure) {
    return fields()
        .that()
        .areDeclaredInClassesThat(pure)
        .and(describe("are static", (JavaField field) -> field.getModifiers().contains(STATIC)))
        .should()
        .haveModifier(FINAL)
        .allowEmptyShould(true);
  }

  private static boolean asksTheWallClock(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitCallTarget target)) {
      return false;
    }
    String owner = target.getOwner().getName();
    return owner.startsWith("java.time.") && target.getName().equals("now")
        || CLOCK_METHODS.contains(target.getName())
            && (owner.equals("java.lang.System") || owner.equals("java.time.Clock"));
  }

  private static DescribedPredicate<JavaClass> named(String what, String... prefixes) {
    return describe(
        what,
        type -> {
          for (String prefix : prefixes) {
            if (matches(type.getName(), prefix)) {
              return true;
            }
          }
          return false;
        });
  }

  private static boolean matches(String name, String prefix) {
    return prefix.endsWith(".") || prefix.endsWith("Executor")
        ? name.startsWith(prefix)
        : name.equals(prefix) || name.startsWith(prefix + "$");
  }
}
