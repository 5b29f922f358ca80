package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approver.Approver;
import io.countersign.canonical.Secret;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.link.BreachedPasswordChecker;
import io.countersign.link.PasswordRules;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.problem.InvalidInputException;
import io.countersign.store.LinkFilter;
import io.countersign.store.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host and a link say about the password that somebody chooses for it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PasswordChoiceTest {
    private static final String GOOD = "mauve teapot under a fig";

    private final HandClock clock = new HandClock();
    private final List<String> asked = new ArrayList<>();

    @Test
    void S_19_nobody_is_asked_where_the_host_has_no_checker() {
        assertThat(make(office(BreachedPasswordChecker.NONE), GOOD).warnings()).isEmpty();
    }

    @Test
    void S_19_a_checker_refuses_what_it_knows_and_is_asked_for_chosen_passwords_alone() {
        Office office = office(password -> {
            asked.add(password.reveal());
            return password.reveal().contains("fig");
        });
        assertThatThrownBy(() -> make(office, GOOD))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("breach")
                .hasMessageNotContaining("fig");
        assertThat(links(office)).as("S-13").isZero();

        IssuedLink generated = make(office, null);
        IssuedLink chosen = make(office, "mauve teapot under a pear");
        office.approvals.sessions().unlock(chosen.token().reveal(), Secret.of("mauve teapot under a pear"), null, null);
        assertThatThrownBy(() -> office.approvals
                        .links()
                        .regenerate(office.as("admin"), generated.link().id(), Secret.of(GOOD)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> make(office, "thisismypassword")).isInstanceOf(InvalidInputException.class);
        assertThat(asked)
                .as("neither generated ones, nor at unlocking, nor what is refused anyway")
                .containsExactly(GOOD, "mauve teapot under a pear", GOOD);
    }

    @Test
    void S_19_one_that_fails_keeps_no_link_from_being_made_and_whoever_makes_it_is_warned() {
        Office office = office(password -> {
            throw new IllegalStateException("down");
        });
        assertThat(make(office, GOOD).warnings()).singleElement().asString().contains("breach");
        assertThat(links(office)).isEqualTo(1);
        assertThatThrownBy(() -> make(office, "thisismypassword"))
                .as("all other rules stand")
                .isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Dana Scully 1993!, the reviewer's name",
        "acme-acme-ACME-2026!, the name of the workspace",
        "fbi.gov 1234 fbi.gov!, the reviewer's e-mail address",
        "posts.example 2026, the name of this site",
        "Initech-Initech 99, a blocked word"
    })
    void S_18_words_of_host_and_link_are_no_password(String password, String what) {
        Office office = office(BreachedPasswordChecker.NONE);
        assertThatThrownBy(() -> make(office, password))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is little more than " + what);
        assertThat(links(office)).isZero();
    }

    private Office office(BreachedPasswordChecker checker) {
        return new Office(
                new InMemoryApprovalStore(clock),
                clock,
                Office.TERMS,
                builder -> builder.breachedPasswordChecker(checker)
                        .passwordRules(new PasswordRules(15, Map.of("initech", "a blocked word"))));
    }

    private static IssuedLink make(Office office, @Nullable String password) {
        Approver dana = office.approvals
                .approvers()
                .register(office.as("admin"), ApproverForm.external("Dana Scully", "d.scully@fbi.gov"));
        return office.approvals
                .links()
                .create(
                        office.as("admin"),
                        new LinkForm(dana.id(), password == null ? null : Secret.of(password), null, null, true));
    }

    private static int links(Office office) {
        return office.approvals
                .links()
                .list(office.as("admin"), LinkFilter.ALL, PageRequest.FIRST)
                .items()
                .size();
    }
}
