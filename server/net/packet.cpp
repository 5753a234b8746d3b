#include "net/packet.hpp"

#include "net/websocket_frame.hpp"

namespace bowball::net {

Shared Packet::message(std::string_view json, std::string_view id) {
    Packet packet;
    packet.bytes_ = make_frame(Opcode::text, json);
    packet.json_end_ = packet.bytes_.size();
    packet.json_begin_ = packet.json_end_ - json.size();
    if (!id.empty()) packet.bytes_.append("\nid: ").append(id);
    packet.bytes_ += "\n\n";
    return std::make_shared<const Packet>(std::move(packet));
}

Shared Packet::bare(std::string bytes) {
    Packet packet;
    packet.json_end_ = bytes.size();
    packet.bytes_ = std::move(bytes);
    packet.is_bare_ = true;
    return std::make_shared<const Packet>(std::move(packet));
}

}  // namespace bowball::net
