#include "io/link.hpp"

#include "core/assert.hpp"
#include "io/folder_link.hpp"
#include "io/gpio_link.hpp"
#include "io/modem_line_link.hpp"
#include "io/network_link.hpp"
#include "io/pps_link.hpp"
#include "io/ptp_link.hpp"
#include "io/replay_link.hpp"
#include "io/serial_link.hpp"

namespace bowball::io {

std::unique_ptr<Link> make_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    switch (spec.kind) {
        case LinkKind::serial: return make_serial_link(spec, context, clock, listener);
        case LinkKind::tcp:
        case LinkKind::tcp_listen:
        case LinkKind::udp: return make_network_link(spec, context, clock, listener);
        case LinkKind::folder: return make_folder_link(spec, context, clock, listener);
        case LinkKind::replay: return make_replay_link(spec, context, clock, listener);
        case LinkKind::gpio: return make_gpio_link(spec, context, clock, listener);
        case LinkKind::modem: return make_modem_line_link(spec, context, clock, listener);
        case LinkKind::pps: return make_pps_link(spec, context, clock, listener);
        case LinkKind::ptp: return make_ptp_link(spec, context, clock, listener);
    }
    ASSERT(!"every kind of link is named above");
}

}  // namespace bowball::io
