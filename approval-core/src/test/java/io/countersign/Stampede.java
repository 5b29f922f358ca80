package io.countersign;

import io.countersign.argon2.Argon2Hashing;
import io.countersign.argon2.Argon2Parameters;
import io.countersign.canonical.Secret;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.link.PasswordHasher;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.problem.BusyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * In a virtual machine of its own: 64 clients open their links at the same moment, each of whose passwords takes 19 MiB of the
 * heap, while somebody else goes on reading. Prints what came of it.
 */
final class Stampede {
    static final int CLIENTS = 64;

    private Stampede() {}

    /** Argon2id within the heap, with so much work that most are still waiting when their time is up. */
    private static final class Slow implements PasswordHasher {
        private final Argon2Hashing argon2 = Argon2Hashing.bouncyCastle(new Argon2Parameters(19_456, 10, 1));
        private final Secret password = Secret.of("the same for all of them");
        private final String phc = argon2.hash(password);

        /** Making the links shall not take the time. */
        @Override
        public String hash(Secret any) {
            return phc;
        }

        @Override
        public boolean matches(Secret any, String stored) {
            return argon2.matches(password, stored);
        }
    }

    public static void main(String[] arguments) throws Exception {
        HandClock clock = new HandClock();
        Office office = new Office(new InMemoryApprovalStore(clock), clock, Office.TERMS, builder -> {
            builder.passwordHasher(new Slow());
            if (arguments.length > 0) builder.hashingPermits(Integer.parseInt(arguments[0]));
        });
        List<IssuedLink> links = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            var client =
                    office.approvals.approvers().register(office.as("admin"), ApproverForm.external("C" + i, null));
            links.add(office.approvals.links().create(office.as("admin"), LinkForm.of(client.id())));
        }
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        Future<?> reader = threads.submit(() -> {
            while (!over.get()) {
                office.approvals.links().counts(office.as("admin"));
                reads.incrementAndGet();
                Thread.yield();
            }
        });
        List<Callable<String>> unlocks = new ArrayList<>();
        for (IssuedLink link : links) unlocks.add(() -> outcome(office, link));
        List<String> outcomes = new ArrayList<>();
        for (Future<String> outcome : threads.invokeAll(unlocks)) outcomes.add(outcome.get());
        over.set(true);
        reader.get(10, TimeUnit.SECONDS);
        threads.shutdownNow();
        long charged = links.stream()
                .map(link -> office.approvals
                        .links()
                        .get(office.as("admin"), link.link().id()))
                .filter(link -> link.usage().failures() > 0)
                .count();
        System.out.printf(
                "unlocked=%d busy=%d failed=%d charged=%d reads=%b%n",
                count(outcomes, "unlocked"),
                count(outcomes, "busy"),
                CLIENTS - count(outcomes, "unlocked") - count(outcomes, "busy"),
                charged,
                reads.get() > 0);
        outcomes.stream()
                .filter(outcome -> outcome.startsWith("java"))
                .distinct()
                .forEach(System.out::println);
    }

    private static int count(List<String> outcomes, String which) {
        return (int) outcomes.stream().filter(which::equals).count();
    }

    @SuppressWarnings("CatchThrowable") // An OutOfMemoryError is what this is run to see.
    private static String outcome(Office office, IssuedLink link) {
        try {
            office.approvals
                    .sessions()
                    .unlock(link.token().reveal(), Objects.requireNonNull(link.password()), null, null);
            return "unlocked";
        } catch (BusyException busy) {
            return "busy";
        } catch (Throwable failed) {
            return failed.toString();
        }
    }
}
