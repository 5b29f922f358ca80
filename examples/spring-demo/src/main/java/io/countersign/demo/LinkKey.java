package io.countersign.demo;

import io.countersign.link.SecretMac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The key of the links' secrets, made at the first start. A real host sets approval.links.keys from where it keeps
 * its other keys.
 */
@Configuration(proxyBeanMethods = false)
class LinkKey {
    private static final int BYTES = 32;

    @Bean
    SecretMac demoSecretMac(@Value("${countersign.demo.folder}") Path folder) throws IOException {
        Path file = folder.resolve("link.key");
        if (!Files.exists(file)) make(file);
        return SecretMac.withKey("demo", Files.readAllBytes(file));
    }

    /** Whole or not at all; a temporary file is its owner's alone, and stays so under its new name. */
    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = Files.createTempFile(folder, "link", ".key");
        Files.write(whole, key);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
