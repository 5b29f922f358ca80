package io.countersign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.countersign.approver.Approver;
import io.countersign.canonical.Secret;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.link.Credentials;
import io.countersign.link.LinkToken;
import io.countersign.link.Mac;
import io.countersign.link.SessionToken;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.store.LinkReads;
import java.lang.reflect.Method;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** How links are looked up, compared and addressed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinkRulesTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.countersign");

    @Test
    void S_3_secrets_are_compared_in_constant_time_and_found_by_public_ids_alone() {
        noClasses()
                .that()
                .resideInAPackage("io.countersign.link..")
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .check(CORE);
        for (String holder : List.of("SecretMac", "SessionToken"))
            classes()
                    .that()
                    .haveFullyQualifiedName("io.countersign.link." + holder)
                    .should()
                    .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                    .check(CORE);
        for (Method read : LinkReads.class.getMethods())
            assertThat(read.getParameterTypes())
                    .as("%s", read)
                    .doesNotContain(Secret.class, LinkToken.class, Mac.class, Credentials.class, SessionToken.class);
    }

    @Test
    void S_5_links_need_an_https_address_that_is_configured_and_no_request() {
        for (String plain :
                List.of("http://host.example", "ftp://host.example", "https:///x", "host.example", "http://10.0.0.1"))
            assertThatIllegalArgumentException()
                    .as(plain)
                    .isThrownBy(() -> Approvals.on(new InMemoryApprovalStore(new HandClock()))
                            .baseUrl(plain));
        for (String fine :
                List.of("https://host.example/context", "http://localhost:8080", "http://127.0.0.1", "http://[::1]:80"))
            Approvals.on(new InMemoryApprovalStore(new HandClock())).baseUrl(fine);
        HandClock clock = new HandClock();
        Office office = new Office(new InMemoryApprovalStore(clock), clock);
        Approvals unreachable = Approvals.on(office.store).build();
        Approver client = unreachable.approvers().register(office.as("admin"), ApproverForm.external("Dana", null));
        assertThatIllegalStateException()
                .isThrownBy(() -> unreachable.links().create(office.as("admin"), LinkForm.of(client.id())))
                .withMessageContaining("baseUrl");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.servlet..")
                .check(CORE);
    }
}
