package org.ipcctl.it;

import java.io.IOException;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;

/**
 * What ipcctl(7) says of brokers, word for word but for the names and for how long it waits; each broker is stopped in
 * the middle and started again.
 */
class RecipesIT extends Scripts {
    /** It keeps what it was told before it says so. */
    private static final String REDIS = "redis() { redis-server --port 0 --unixsocket $PWD/s --appendonly yes "
            + "--appendfsync always --save '' --dir $PWD >log & R=$!; "
            + "until redis-cli ping 2>/dev/null | grep -q PONG; do sleep 0.02; done; }; "
            + "redis-cli() { command redis-cli -s $PWD/s \"$@\"; }; export -f redis-cli; stop() { kill $R; wait $R; "
            + "}; ";
    private static final String BROKER = "printf 'listener 0 %s/s\\nuser root\\nallow_anonymous true\\npersistence "
            + "true\\npersistence_location %s/\\n' $PWD $PWD >conf; "
            + "broker() { mosquitto -c conf >log 2>&1 & R=$!; until mosquitto_pub -t none -n 2>/dev/null; do sleep "
            + "0.02; done; "
            + "}; stop() { kill $R; wait $R; }; "
            + "mosquitto_pub() { command mosquitto_pub --unix $PWD/s \"$@\"; }; "
            + "mosquitto_sub() { command mosquitto_sub --unix $PWD/s \"$@\"; }; ";

    RecipesIT() {
        super("Q", "recipe", MessageQueue::unlink, "ipcctl mq create $Q --message-size 100 >/dev/null || exit; ");
    }

    private static String recipe(String name) throws IOException {
        return Pasted.named("recipe " + name).replaceAll("mq (work|send) (jobs|events)", "mq $1 \\$Q")
                .replace("--retry-delay 1s", "--retry-delay 100ms --state state")
                .replace("RIGHT LEFT 5", "RIGHT LEFT 1");
    }

    /** CMD is looked for in PATH, where there are no functions. */
    private static String program(String name, String options) {
        return "mkdir -p bin; printf '#!/bin/sh\\nexec %s " + options + " \"$@\"\\n' $(command -v " + name
                + ") $PWD >bin/" + name + "; chmod +x bin/" + name + "; ";
    }

    @Test
    void fromAQueueToRedisAndBack() throws IOException {
        Needs.program("redis-server", "redis-server");
        Needs.program("redis-cli", "redis-tools");
        shell(program("redis-cli", "-s %s/s") + REDIS
                + "redis; seq 60 | ipcctl mq send $Q --lines & S=$!; (PATH=$PWD/bin:$PATH; "
                + recipe("queue-to-redis").strip()
                + " 2>err) & W=$!; "
                + "until [ $(redis-cli llen jobs) -ge 10 ]; do sleep 0.02; done; stop; redis; wait $S; "
                + "until [ \"$(redis-cli lrange jobs 0 -1 | sort -un | wc -l)\" = 60 ]; do sleep 0.02; done; "
                + "kill $(cat /proc/$W/task/$W/children) $W 2>/dev/null; wait $W; "
                + "ipcctl mq stat $Q --format plain --columns messages; "
                // A line that was in hand when somebody was killed. Redis may have been stopped between keeping a line
                // and saying so, and then that line is there twice.
                + "redis-cli rpush taken left >/dev/null; N=$(($(redis-cli llen jobs) + 1)); "
                + "ipcctl mq recv $Q --follow --lines -n $N >got & G=$!; "
                + recipe("redis-to-queue").replace("do\n", "do [ -e /proc/$G ] || break\n").replace("    ", "")
                + "wait $G; sort -un got | wc -l; grep -c left got; redis-cli llen taken; stop")
                .prints("0\n61\n1\n0\n");
    }

    @Test
    void fromAQueueToABrokerAndBack() throws IOException {
        Needs.program("mosquitto", "mosquitto");
        Needs.program("mosquitto_pub", "mosquitto-clients");
        shell(program("mosquitto_pub", "--unix %s/s") + BROKER
                + "broker; mosquitto_sub -q 1 -c -i keeper -t events -E; seq 40 | ipcctl mq send $Q --lines & S=$!; "
                + "(PATH=$PWD/bin:$PATH; " + recipe("queue-to-mqtt").strip().replace("--state", "-n 40 --state")
                + " 2>err) & W=$!; "
                + "until [ -s err ] || [ $(ipcctl mq stat $Q --format plain --columns messages) = 10 ] "
                + "|| ! kill -0 $S 2>&-; do sleep 0.02; done; "
                + "stop; broker; wait $S; wait $W; echo $?; "
                + "{ exec mosquitto_sub --unix $PWD/s -q 1 -c -i keeper -t events; } >got & K=$!; "
                + "until [ $(sort -un got | wc -l) = 40 ]; do sleep 0.02; done; kill $K; wait $K; sort -un got | wc "
                + "-l; "
                + "mosquitto_sub -q 1 -c -i to-queue -t events -E; seq 10 | mosquitto_pub -q 1 -t events -l; "
                + recipe("mqtt-to-queue").strip().replace("-t events", "-t events -C 10")
                + "; ipcctl mq recv $Q --lines -n 10 | sort -n | tr '\\n' ' '; stop")
                .prints("0\n40\n1 2 3 4 5 6 7 8 9 10 ");
    }
}
