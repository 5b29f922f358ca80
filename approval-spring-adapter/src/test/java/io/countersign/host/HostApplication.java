package io.countersign.host;

import io.countersign.identity.Directory;
import io.countersign.spring.web.ClientKey;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

@SpringBootConfiguration
@EnableAutoConfiguration
@Import(HostController.class)
public class HostApplication {
    @Bean
    SecurityFilterChain hostSecurity(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/approval/api/**", "/open")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/approval/api/**"))
                .httpBasic(Customizer.withDefaults())
                .build();
    }

    @Bean
    UserDetailsService hostUsers() {
        return new InMemoryUserDetailsManager(People.users());
    }

    @Bean
    Directory hostDirectory() {
        return new People();
    }

    /** Tests say which client they are; the others share one. */
    @Bean
    ClientKey hostClientKey() {
        return request -> {
            String client = request.getHeader("X-Client");
            return client == null ? request.getRemoteAddr() : client;
        };
    }

    @Bean
    HandClock approvalClock() {
        return new HandClock();
    }
}
