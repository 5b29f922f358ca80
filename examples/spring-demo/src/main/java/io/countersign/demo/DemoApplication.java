package io.countersign.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the demo. */
@SpringBootApplication
public class DemoApplication {

    public static void main(String[] args) {
        stopWithWhoStartedUs();
        SpringApplication.run(DemoApplication.class, args);
    }

    /** The Maven profile sets this: whoever ends Maven, by whatever signal, ends the demo and frees its port. */
    private static void stopWithWhoStartedUs() {
        if (Boolean.getBoolean("countersign.demo.stop-with-parent")) {
            ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        }
    }
}
