/* Responds to every request with 200 and "ok", on keep-alive connections. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECTIONS 256

static const char answer[] = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nok";

int main(void) {
    const char *port = getenv("PORT");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port ? atoi(port) : 8080)};
    struct pollfd open_sockets[CONNECTIONS + 1];
    int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1, count = 1;
    char request[65536];
    /* The first process of a container ignores signals without a handler. */
    signal(SIGTERM, _exit);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 128)) return 1;
    open_sockets[0] = (struct pollfd){.fd = listener, .events = POLLIN};
    for (;;) {
        if (poll(open_sockets, count, -1) < 0) return 1;
        if (open_sockets[0].revents && count <= CONNECTIONS) {
            int accepted = accept(listener, 0, 0);
            setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            if (accepted >= 0) open_sockets[count++] = (struct pollfd){.fd = accepted, .events = POLLIN};
        }
        for (int i = count - 1; i > 0; i--) {
            if (!open_sockets[i].revents) continue;
            ssize_t length = read(open_sockets[i].fd, request, sizeof request);
            /* The benchmark's requests have no body and fit into one read. */
            if (length <= 0 || write(open_sockets[i].fd, answer, strlen(answer)) < 0) {
                close(open_sockets[i].fd);
                open_sockets[i] = open_sockets[--count];
            }
        }
    }
}
