// libwebsockets as its users use it: each client asks for its turn to write, and writes one message then.
//
//   bench_feed_lws MESSAGES deflate|plain [CERTIFICATE KEY]      MESSAGES: a file, one message a line
#include <libwebsockets.h>

#include <atomic>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "bench/feed/orders.hpp"

namespace {

/// Behind the room that the library wants for its header.
struct Message {
    std::string bytes;
    [[nodiscard]] unsigned char* begin() { return reinterpret_cast<unsigned char*>(bytes.data()) + LWS_PRE; }
    [[nodiscard]] std::size_t size() const { return bytes.size() - LWS_PRE; }
};

std::vector<Message> messages;
std::atomic<std::uint64_t> published = 0;

struct Session {
    std::uint64_t next;
};

int on_event(lws* client, lws_callback_reasons reason, void* user, void*, std::size_t) {
    auto* session = static_cast<Session*>(user);
    switch (reason) {
        case LWS_CALLBACK_ESTABLISHED: session->next = published; break;
        case LWS_CALLBACK_EVENT_WAIT_CANCELLED: lws_callback_on_writable_all_protocol(lws_get_context(client), lws_get_protocol(client)); break;
        case LWS_CALLBACK_SERVER_WRITEABLE: {
            if (session->next >= published) break;
            auto& message = messages[session->next++ % messages.size()];
            if (lws_write(client, message.begin(), message.size(), LWS_WRITE_TEXT) < 0) return -1;
            if (session->next < published) lws_callback_on_writable(client);
            break;
        }
        default: break;
    }
    return 0;
}

const lws_protocols protocols[] = {{"feed", on_event, sizeof(Session), 0, 0, nullptr, 0}, {nullptr, nullptr, 0, 0, 0, nullptr, 0}};
const lws_extension extensions[] = {{"permessage-deflate", lws_extension_callback_pm_deflate, "permessage-deflate"}, {nullptr, nullptr, nullptr}};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 && argc != 5) return 2;
    std::ifstream file{argv[1]};
    for (std::string line; std::getline(file, line);) messages.push_back({std::string(LWS_PRE, '\0') + line});
    lws_set_log_level(LLL_ERR, nullptr);
    lws_context_creation_info info{};
    info.port = 0;
    info.iface = "127.0.0.1";
    info.protocols = protocols;
    if (std::string_view{argv[2]} == "deflate") info.extensions = extensions;
    if (argc == 5) {
        info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
        info.ssl_cert_filepath = argv[3];
        info.ssl_private_key_filepath = argv[4];
    }
    auto* context = lws_create_context(&info);
    if (context == nullptr) return 1;
    std::thread orders{[context] {
        bowball::bench::feed::follow_orders([context](std::size_t count) {
            published += count;
            lws_cancel_service(context);
        });
        std::_Exit(0);
    }};
    std::printf("ready %d\n", lws_get_vhost_listen_port(lws_get_vhost_by_name(context, "default")));
    std::fflush(stdout);
    while (lws_service(context, 0) >= 0) {
    }
    std::_Exit(1);
}
