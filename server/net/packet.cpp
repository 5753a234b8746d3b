#include "net/packet.hpp"

#include <utility>

#include "net/message_deflate.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::net {

std::shared_ptr<Packet> Packet::make(std::string_view json, std::string_view id) {
    std::shared_ptr<Packet> packet{new Packet};
    packet->bytes_ = make_frame(Opcode::text, json);
    packet->json_end_ = packet->bytes_.size();
    packet->json_begin_ = packet->json_end_ - json.size();
    if (!id.empty()) packet->bytes_.append("\nid: ").append(id);
    packet->bytes_ += "\n\n";
    return packet;
}

Shared Packet::message(std::string_view json) { return make(json, {}); }

Shared Packet::for_all(std::string_view json, About about) {
    auto packet = make(json, about.id);
    packet->is_for_all_ = true;
    packet->sent_us_ = about.sent_us;
    packet->topic_ = std::move(about.topic);
    return packet;
}

Shared Packet::bare(std::string bytes) {
    std::shared_ptr<Packet> packet{new Packet};
    packet->json_end_ = bytes.size();
    packet->bytes_ = std::move(bytes);
    packet->is_bare_ = true;
    return packet;
}

std::string_view Packet::deflated_websocket() const {
    if (!is_for_all_ || json().size() < least_deflate_bytes) return websocket();
    if (!deflated_) {
        auto frame = make_frame(Opcode::text, deflate_message(json()), true);
        deflated_ = frame.size() < json_end_ ? std::move(frame) : std::string{};
    }
    return deflated_->empty() ? websocket() : std::string_view{*deflated_};
}

}  // namespace bowball::net
