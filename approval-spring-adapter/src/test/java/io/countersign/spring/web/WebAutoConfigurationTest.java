package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.countersign.Approvals;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.spring.ApprovalAutoConfiguration;
import io.countersign.store.ApprovalStore;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;

class WebAutoConfigurationTest {
    private final WebApplicationContextRunner host = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ApprovalWebAutoConfiguration.class,
                    ApprovalSecurityAutoConfiguration.class,
                    ApprovalAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    UserDetailsServiceAutoConfiguration.class,
                    SecurityAutoConfiguration.class))
            .withBean(ApprovalStore.class, InMemoryApprovalStore::new)
            .withPropertyValues("approval.web.base-url=https://host.example");

    @Test
    void the_api_is_served_where_spring_security_tells_who_calls() {
        host.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(PostController.class)
                .hasSingleBean(ReviewPostController.class)
                .hasSingleBean(SecurityActorResolver.class)
                .hasBean("approvalReviewSecurity"));
    }

    @Test
    void without_spring_security_and_a_resolver_of_the_host_only_reviewers_are_served() {
        WebApplicationContextRunner plain =
                host.withClassLoader(new FilteredClassLoader("org.springframework.security"));

        plain.run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(ActorResolver.class)
                    .doesNotHaveBean(PostController.class)
                    .hasSingleBean(ReviewPostController.class);
            assertThat(status(context, "/approval/api/acme/posts")).isEqualTo(404);
            assertThat(status(context, "/approval/api/review/posts")).isEqualTo(401);
        });
        plain.withBean(
                        ActorResolver.class,
                        () -> (request, workspace) ->
                                Optional.of(Actor.user("me", Set.of(Permission.REVIEW), Set.of())))
                .run(context ->
                        assertThat(status(context, "/approval/api/acme/posts")).isEqualTo(200));
    }

    @Test
    void S_5_the_base_url_is_required_while_anything_is_served() {
        WebApplicationContextRunner without = host.withPropertyValues("approval.web.base-url=");

        without.run(context ->
                assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining("approval.web.base-url"));
        without.withPropertyValues("approval.web.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Approvals.class)
                        .doesNotHaveBean(PostController.class)
                        .doesNotHaveBean(ReviewHeaders.class)
                        .doesNotHaveBean("approvalReviewSecurity"));
    }

    @Test
    void the_base_path_is_the_hosts_choice() {
        host.withPropertyValues("approval.web.base-path=/social/approvals").run(context -> {
            MockMvc mvc = secured(context);
            assertThat(mvc.perform(get("/social/approvals/api/review/posts"))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(401);
            assertThat(mvc.perform(get("/approval/api/review/posts"))
                            .andReturn()
                            .getResponse()
                            .getContentAsString())
                    .doesNotContain("urn:countersign");
        });
    }

    @Test
    void media_hosts_stand_in_the_policy_of_the_page() {
        host.withPropertyValues("approval.web.media-hosts=https://cdn.example,https://*.img.example")
                .run(context -> {
                    String policy =
                            response(context, "/approval/api/review/posts").getHeader("Content-Security-Policy");
                    assertThat(policy)
                            .contains("img-src 'self' https://cdn.example https://*.img.example;")
                            .contains("media-src 'self' https://cdn.example https://*.img.example;")
                            .contains("default-src 'none';");
                });
    }

    @Test
    void boots_own_chain_still_guards_everything_else() {
        host.run(context -> {
            assertThat(context.getBeansOfType(SecurityFilterChain.class)).hasSize(2);
            assertThat(status(context, "/anything-of-the-host")).isEqualTo(401);
            assertThat(response(context, "/approval/api/review/posts").getContentType())
                    .startsWith("application/problem+json");
            assertThat(response(context, "/approval/api/review/posts").getCookies())
                    .isEmpty();
            assertThat(status(context, "/approval/api/acme/posts")).isEqualTo(401);
        });
    }

    @Test
    void the_review_chain_backs_off() {
        host.withPropertyValues("approval.web.security=false").run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean("approvalReviewSecurity");
            assertThat(response(context, "/approval/api/review/posts").getContentType())
                    .isNull();
        });
        SecurityFilterChain own = new DefaultSecurityFilterChain(request -> false);
        host.withBean("approvalReviewSecurity", SecurityFilterChain.class, () -> own)
                .run(context ->
                        assertThat(context.getBean("approvalReviewSecurity")).isSameAs(own));
        host.withClassLoader(new FilteredClassLoader(HttpSecurity.class))
                .run(context -> assertThat(context).doesNotHaveBean("approvalReviewSecurity"));
    }

    @Test
    void the_hosts_resolver_and_client_key_win() {
        ActorResolver resolver = (request, workspace) -> Optional.empty();
        ClientKey key = request -> "all the same";

        host.withBean(ActorResolver.class, () -> resolver)
                .withBean(ClientKey.class, () -> key)
                .run(context -> {
                    assertThat(context.getBean(ActorResolver.class)).isSameAs(resolver);
                    assertThat(context.getBean(ClientKey.class)).isSameAs(key);
                    assertThat(context).doesNotHaveBean(SecurityActorResolver.class);
                });
        host.run(context -> assertThat(context.getBean(ClientKey.class)).isSameAs(ClientKey.REMOTE_ADDRESS));
    }

    @Test
    void what_is_no_web_application_serves_nothing() {
        new org.springframework.boot.test.context.runner.ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ApprovalWebAutoConfiguration.class,
                        ApprovalSecurityAutoConfiguration.class,
                        ApprovalAutoConfiguration.class))
                .withBean(ApprovalStore.class, InMemoryApprovalStore::new)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Approvals.class)
                        .doesNotHaveBean(ActorResolver.class)
                        .doesNotHaveBean(ApiPaths.class));
    }

    private static int status(AssertableWebApplicationContext context, String path) throws Exception {
        return response(context, path).getStatus();
    }

    private static MockHttpServletResponse response(AssertableWebApplicationContext context, String path)
            throws Exception {
        return secured(context).perform(get(path)).andReturn().getResponse();
    }

    private static MockMvc secured(AssertableWebApplicationContext context) {
        var builder = webAppContextSetup(context.getSourceApplicationContext())
                .addFilters(context.getBean(ReviewHeaders.class));
        return context.containsBean("springSecurityFilterChain")
                ? builder.apply(springSecurity()).build()
                : builder.build();
    }
}
