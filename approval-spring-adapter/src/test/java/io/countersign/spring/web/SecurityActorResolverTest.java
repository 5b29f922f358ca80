package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

class SecurityActorResolverTest {
    private static final WorkspaceId ACME = new WorkspaceId("acme");

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void authorities_of_the_workspace_are_permissions_and_groups() {
        logIn(
                "approval:acme:review",
                "approval:acme:post:write",
                "approval:acme:group:legal team",
                "approval:globex:audit:read",
                "approval:acme:fly",
                "ROLE_USER");

        Actor.User user = resolved(ACME).orElseThrow();

        assertThat(user.id()).isEqualTo("lena");
        assertThat(user.permissions()).containsExactlyInAnyOrder(Permission.REVIEW, Permission.POST_WRITE);
        assertThat(user.groups()).containsExactly("legal team");
        assertThat(resolved(new WorkspaceId("globex")).orElseThrow().permissions())
                .containsExactly(Permission.AUDIT_READ);
        assertThat(resolved(new WorkspaceId("acm")).orElseThrow().permissions()).isEmpty();
    }

    @Test
    void a_group_is_never_taken_for_a_permission_elsewhere() {
        logIn("approval:acme:group:review");

        assertThat(resolved(ACME).orElseThrow().permissions()).isEmpty();
        assertThat(resolved(new WorkspaceId("acme:group")).orElseThrow().permissions())
                .isEmpty();
    }

    @Test
    void who_is_not_logged_in_is_nobody() {
        assertThat(resolved(ACME)).isEmpty();
        SecurityContextHolder.getContext()
                .setAuthentication(new AnonymousAuthenticationToken(
                        "key", "anonymous", AuthorityUtils.createAuthorityList("approval:acme:review")));
        assertThat(resolved(ACME)).isEmpty();
    }

    private static void logIn(String... authorities) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("lena", "x", authorities));
    }

    private static Optional<Actor.User> resolved(WorkspaceId workspace) {
        return new SecurityActorResolver().resolve(new MockHttpServletRequest(), workspace);
    }
}
