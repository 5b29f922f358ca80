package io.countersign.demo;

import io.countersign.spring.web.ApprovalEntryPoint;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Who may call what over HTTP. The reviewer's pages and their API have a chain of their own, from the adapter. */
@Configuration(proxyBeanMethods = false)
class DemoSecurity {
    private static final String PAGES =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String base;

    DemoSecurity(@Value("${approval.web.base-path}") String base) {
        this.base = base;
    }

    /** The management API by name and password, everything else (start page and pictures) for everybody. */
    @Bean
    SecurityFilterChain demoChain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(calls -> calls.requestMatchers(base + "/api/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .httpBasic(basic -> basic.authenticationEntryPoint(new ApprovalEntryPoint()))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Nothing here is carried by a cookie, and the API takes no form that another site could send.
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGES)))
                .build();
    }

    /** Only looked up: as a bean of its own, the manager would have each password hashed anew at its first use. */
    @Bean
    UserDetailsService demoUsers() {
        InMemoryUserDetailsManager accounts = new InMemoryUserDetailsManager(
                DemoUser.ALL.stream().map(DemoSecurity::account).toList());
        return accounts::loadUserByUsername;
    }

    /** Not hashed: everybody knows it, and comparing a slow hash at each call would only be slow. */
    private static UserDetails account(DemoUser user) {
        return User.withUsername(user.id())
                .password("{noop}" + DemoUser.PASSWORD)
                .authorities(user.authorities().toArray(String[]::new))
                .build();
    }
}
