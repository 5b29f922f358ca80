package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approver.Approver;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Secret;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.link.Devices;
import io.countersign.link.KeyRing;
import io.countersign.link.Link;
import io.countersign.link.LinkRevokedException;
import io.countersign.link.LinkUnknownException;
import io.countersign.link.PasswordHasher;
import io.countersign.link.SecretMac;
import io.countersign.link.TooManyAttemptsException;
import io.countersign.link.WrongPasswordException;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.problem.ApprovalException;
import io.countersign.store.ApprovalStore;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What opening a link does beside opening it: browsers it knows, keys that changed, hashes that are old. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UnlockingTest {
    private static final Secret WRONG = Secret.of("wrong-wrong-wrong");

    private final HandClock clock = new HandClock();
    private final ApprovalStore store = new InMemoryApprovalStore(clock);
    private final Office office = office(SecretMac.withoutKey());
    private final Approver client =
            office.approvals.approvers().register(office.as("admin"), ApproverForm.external("Dana", null));
    private final IssuedLink link = office.approvals.links().create(office.as("admin"), LinkForm.of(client.id()));

    @Test
    void S_32_a_browser_that_was_here_is_not_kept_waiting_by_the_guesses_of_others() {
        Secret device = unlock(null).device();
        for (int i = 0; i < 5; i++) assertThat(guess(null)).isEqualTo("wrong-password");
        assertThat(guess(null)).as("strangers wait").isEqualTo("too-many-attempts");
        assertThatThrownBy(() -> unlock(null)).isInstanceOf(TooManyAttemptsException.class);

        unlock(device);

        assertThat(now().usage().failures())
                .as("S-34: success resets that bucket only")
                .isEqualTo(5);
        assertThat(now().usage().uses()).isEqualTo(2);
        assertThat(guess(null)).isEqualTo("too-many-attempts");
    }

    @Test
    void S_32_it_may_fail_ten_times_in_a_row_and_is_then_like_any_other() {
        Secret device = unlock(null).device();
        for (int i = 0; i < Devices.MOST_FAILURES; i++)
            assertThat(guess(device)).as("%s", i).isEqualTo("wrong-password");
        assertThat(now().usage().failures()).as("no stranger failed").isZero();

        for (int i = 0; i < 5; i++) assertThat(guess(device)).isEqualTo("wrong-password");
        assertThat(now().usage().failures()).isEqualTo(5);
        assertThat(guess(device)).isEqualTo("too-many-attempts");
        assertThat(office.hasher.looks()).isEqualTo(1 + 10 + 5);
    }

    @Test
    void S_34_a_success_gives_it_all_ten_again() {
        Secret device = unlock(null).device();
        for (int i = 0; i < 9; i++) guess(device);
        unlock(device);
        for (int i = 0; i < Devices.MOST_FAILURES; i++)
            assertThat(guess(device)).isEqualTo("wrong-password");
        assertThat(now().usage().failures()).isZero();
    }

    @Test
    void S_32_what_a_browser_shows_of_another_link_or_made_up_changes_nothing() {
        IssuedLink another = office.approvals.links().create(office.as("admin"), LinkForm.of(client.id()));
        Secret others = office.approvals
                .sessions()
                .unlock(UnlockForm.of(another.token().reveal(), Objects.requireNonNull(another.password())))
                .device();
        for (int i = 0; i < 5; i++) assertThat(guess(others)).isEqualTo("wrong-password");
        assertThat(guess(others)).isEqualTo("too-many-attempts");
        assertThat(guess(Secret.of("nonsense"))).isEqualTo("too-many-attempts");
    }

    @Test
    void S_33_a_disabled_password_is_so_for_browsers_that_were_here_too_until_it_is_regenerated() {
        Secret device = unlock(null).device();
        int checked = 0;
        while (checked < 100) {
            clock.pass(Duration.ofMinutes(15));
            if (guess(null).equals("wrong-password")) checked++;
        }
        assertThatThrownBy(() -> unlock(device)).isInstanceOf(TooManyAttemptsException.class);
        IssuedLink fresh = office.approvals
                .links()
                .regenerate(office.as("admin"), link.link().id(), null);
        office.approvals
                .sessions()
                .unlock(fresh.token().reveal(), Objects.requireNonNull(fresh.password()), null, null);
    }

    @Test
    void S_33_thirty_days_of_guessing_check_a_hundred_passwords() {
        Instant end = clock.instant().plus(Duration.ofDays(30));
        while (clock.instant().isBefore(end)) {
            try {
                office.approvals.sessions().unlock(link.token().reveal(), WRONG, null, null);
            } catch (TooManyAttemptsException wait) {
                clock.pass(
                        wait.retryAfter().compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : wait.retryAfter());
            } catch (WrongPasswordException wrong) {
                // On it goes.
            }
        }
        assertThat(office.hasher.looks()).isEqualTo(100);
    }

    @Test
    void S_37_the_failures_of_browsers_survive_a_restart_and_are_forgotten_by_a_tick_when_nobody_knows_them() {
        Secret device = unlock(null).device();
        for (int i = 0; i < 9; i++) guess(device);
        Office restarted = office(SecretMac.withoutKey());
        assertThat(refusal(restarted, device)).isEqualTo("wrong-password");
        assertThat(refusal(restarted, device)).isEqualTo("wrong-password");
        assertThat(now().usage().failures()).as("the eleventh is a stranger's").isEqualTo(1);

        clock.pass(Devices.KEPT);
        restarted.approvals.tick();
        assertThat(store.prune(clock.instant(), 100))
                .as("failures and the session")
                .isEqualTo(2);
        assertThat(store.prune(clock.instant(), 100)).isZero();
    }

    @Test
    void S_37_what_is_due_to_be_forgotten_is_forgotten_by_a_tick() {
        Secret device = unlock(null).device();
        guess(device);
        clock.pass(Devices.KEPT.plusDays(1));
        office.approvals.tick();
        assertThat(store.prune(clock.instant(), 100)).as("left over").isZero();
    }

    @Test
    void S_2_a_link_of_an_old_key_opens_and_is_then_under_the_current_one() {
        Office first = office(SecretMac.withKey("k1", new byte[32]));
        IssuedLink made = first.approvals.links().create(first.as("admin"), LinkForm.of(client.id()));
        Office rotated = office(ring("k2", "k1", "k2"));
        assertThat(refusal(rotated, made)).isEqualTo("wrong-password");
        assertThat(kid(made)).as("a failure changes nothing").isEqualTo("k1");

        ReviewSession session = unlock(rotated, made);

        assertThat(kid(made)).isEqualTo("k2");
        assertThat(rotated.approvals.sessions().session(session.token()).link().generation())
                .isEqualTo(1);
        unlock(office(ring("k2", "k2")), made);
        assertThat(entries("link.resealed")).as("once").isEqualTo(1);
        assertThat(first.approvals.records().verify(first.as("admin")).valid()).isTrue();
    }

    @Test
    void S_2_a_link_whose_key_was_taken_out_is_unknown_and_nothing_is_counted() {
        Office first = office(SecretMac.withKey("k1", new byte[32]));
        IssuedLink made = first.approvals.links().create(first.as("admin"), LinkForm.of(client.id()));
        Office without = office(ring("k2", "k2"));
        assertThatThrownBy(() -> unlock(without, made)).isInstanceOf(LinkUnknownException.class);
        without.approvals.sessions().requestRenewal(made.token().reveal(), null, null);
        Link stored = store.link(made.link().id()).orElseThrow().link();
        assertThat(stored).isEqualTo(made.link());
        IssuedLink fresh = without.approvals.links().regenerate(without.as("admin"), stored.id(), null);
        unlock(without, fresh);
    }

    @Test
    void S_23_an_old_hash_is_made_anew_when_its_password_is_next_seen_and_only_then() {
        Aging hasher = new Aging();
        Office aging = new Office(store, clock, Office.TERMS, builder -> builder.passwordHasher(hasher));
        IssuedLink made = aging.approvals.links().create(aging.as("admin"), LinkForm.of(client.id()));
        String before = phc(made);
        unlock(aging, made);
        assertThat(phc(made)).isEqualTo(before);

        hasher.age = 2;
        refusal(aging, made);
        assertThat(phc(made)).isEqualTo(before);
        unlock(aging, made);
        assertThat(phc(made)).startsWith("$2$");
        unlock(aging, made);
        assertThat(entries("link.resealed")).isEqualTo(1);
    }

    @Test
    void S_23_a_link_that_is_regenerated_while_its_hash_is_made_anew_keeps_its_new_password() {
        Aging hasher = new Aging();
        Office aging = new Office(store, clock, Office.TERMS, builder -> builder.passwordHasher(hasher));
        IssuedLink made = aging.approvals.links().create(aging.as("admin"), LinkForm.of(client.id()));
        hasher.age = 2;
        IssuedLink[] fresh = new IssuedLink[1];
        hasher.meanwhile = () -> {
            hasher.meanwhile = () -> {};
            fresh[0] = aging.approvals
                    .links()
                    .regenerate(aging.as("admin"), made.link().id(), null);
        };
        assertThatThrownBy(() -> unlock(aging, made)).isInstanceOf(LinkUnknownException.class);
        unlock(aging, fresh[0]);
    }

    @Test
    void S_100_a_link_that_ends_while_its_password_is_looked_at_has_the_refusal_in_its_record() {
        Aging hasher = new Aging();
        Office aging = new Office(store, clock, Office.TERMS, builder -> builder.passwordHasher(hasher));
        IssuedLink made = aging.approvals.links().create(aging.as("admin"), LinkForm.of(client.id()));
        hasher.age = 2;
        hasher.meanwhile = () ->
                aging.approvals.links().revoke(aging.as("admin"), made.link().id());
        assertThatThrownBy(() -> unlock(aging, made)).isInstanceOf(LinkRevokedException.class);
        assertThat(entries("link.refused")).isEqualTo(1);
        assertThat(entries("link.unlocked")).isZero();
    }

    @Test
    void S_100_what_others_do_before_an_attempt_is_counted_is_recorded_as_if_they_had_come_first() {
        Office revoked = overtaken(() ->
                office.approvals.links().revoke(office.as("admin"), link.link().id()));
        assertThat(refusal(revoked, link)).isEqualTo("link-revoked");
        assertThat(entries("link.refused")).isEqualTo(1);
    }

    @Test
    void S_100_an_attempt_that_others_overtook_is_counted_as_throttled() {
        Office throttled = overtaken(() -> {
            for (int i = 0; i < 5; i++) guess(null);
        });
        assertThat(refusal(throttled, link)).isEqualTo("too-many-attempts");
        assertThat(entries("link.throttled")).isEqualTo(1);
        assertThat(now().usage().throttled()).isEqualTo(1);
    }

    /** The same office, on a node that others overtake once when it counts an attempt. */
    private Office overtaken(Runnable others) {
        AtomicBoolean first = new AtomicBoolean(true);
        ApprovalStore overtaken = (ApprovalStore) Proxy.newProxyInstance(
                ApprovalStore.class.getClassLoader(), new Class<?>[] {ApprovalStore.class}, (proxy, method, given) -> {
                    if (method.getName().equals("count") && first.getAndSet(false)) {
                        others.run();
                        return false;
                    }
                    try {
                        return method.invoke(store, given);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return new Office(overtaken, clock);
    }

    @Test
    void a_password_that_no_hasher_reads_makes_its_link_unknown_until_one_does() {
        Aging hasher = new Aging();
        Office aging = new Office(store, clock, Office.TERMS, builder -> builder.passwordHasher(hasher));
        IssuedLink made = aging.approvals.links().create(aging.as("admin"), LinkForm.of(client.id()));
        hasher.reads = false;
        assertThatThrownBy(() -> unlock(aging, made)).isInstanceOf(LinkUnknownException.class);
        assertThat(store.link(made.link().id()).orElseThrow().link()).isEqualTo(made.link());
        hasher.reads = true;
        unlock(aging, made);
    }

    @Test
    void S_6_neither_a_try_nor_what_it_gives_prints_a_secret() {
        Unlocked unlocked = unlock(null);
        String printed = UnlockForm.of(link.token().reveal(), Objects.requireNonNull(link.password()))
                        .by(unlocked.device())
                + " " + unlocked;
        assertThat(printed)
                .doesNotContain(
                        link.token().secret().reveal(),
                        link.password().reveal(),
                        unlocked.device().reveal(),
                        unlocked.session().token().secret().reveal());
    }

    /** Hashes as plainly as can be, with a parameter that may be raised. */
    private static final class Aging implements PasswordHasher {
        private int age = 1;
        private boolean reads = true;
        private Runnable meanwhile = () -> {};

        @Override
        public String hash(Secret password) {
            if (age > 1) meanwhile.run();
            return "$" + age + "$" + Digest.of(password.reveal());
        }

        @Override
        public boolean matches(Secret password, String phc) {
            return phc.endsWith("$" + Digest.of(password.reveal()));
        }

        @Override
        public boolean reads(String phc) {
            return reads;
        }

        @Override
        public boolean outdated(String phc) {
            return !phc.startsWith("$" + age + "$");
        }
    }

    private Office office(SecretMac mac) {
        return new Office(store, clock, Office.TERMS, builder -> builder.secretMac(mac));
    }

    private static SecretMac ring(String current, String... kids) {
        Map<String, byte[]> keys = new HashMap<>();
        for (String kid : kids) keys.put(kid, kid.equals("k1") ? new byte[32] : new byte[33]);
        return SecretMac.withKeys(KeyRing.of(current, keys));
    }

    private Unlocked unlock(@Nullable Secret device) {
        return office.approvals
                .sessions()
                .unlock(UnlockForm.of(link.token().reveal(), Objects.requireNonNull(link.password()))
                        .by(device));
    }

    private static ReviewSession unlock(Office at, IssuedLink issued) {
        return at.approvals
                .sessions()
                .unlock(issued.token().reveal(), Objects.requireNonNull(issued.password()), null, null);
    }

    private String guess(@Nullable Secret device) {
        return code(() -> office.approvals
                .sessions()
                .unlock(UnlockForm.of(link.token().reveal(), WRONG).by(device)));
    }

    private String refusal(Office at, Secret device) {
        return code(() -> at.approvals
                .sessions()
                .unlock(UnlockForm.of(link.token().reveal(), WRONG).by(device)));
    }

    private static String refusal(Office at, IssuedLink issued) {
        return code(() ->
                at.approvals.sessions().unlock(UnlockForm.of(issued.token().reveal(), WRONG)));
    }

    private static String code(Runnable call) {
        try {
            call.run();
        } catch (ApprovalException refused) {
            return refused.code();
        }
        throw new AssertionError("it was not refused");
    }

    private Link now() {
        return office.approvals.links().get(office.as("admin"), link.link().id());
    }

    private String kid(IssuedLink issued) {
        return store.link(issued.link().id())
                .orElseThrow()
                .link()
                .credentials()
                .mac()
                .kid();
    }

    private String phc(IssuedLink issued) {
        return store.link(issued.link().id()).orElseThrow().link().credentials().password();
    }

    private int entries(String action) {
        return office.approvals
                .records()
                .entries(
                        office.as("admin"),
                        new TrailFilter(null, null, null, action, null, null),
                        new PageRequest(200, null))
                .items()
                .size();
    }
}
