#include "net/doors.hpp"

#include "formats/json_writer.hpp"

namespace bowball::net {

HttpAnswer describe_doors(const DoorsView& doors, bool is_secure, bool is_official) {
    formats::JsonWriter out;
    out.begin_object().key("secure").value(is_secure).key("port").value(std::uint64_t{doors.port}).key("tls_port").value(std::uint64_t{doors.tls_port});
    out.key("officials_need_tls").value(doors.officials_need_tls && doors.tls_port != 0).key("root_sha256").value(std::string_view{doors.root_sha256}).key("names").begin_array();
    if (is_official) {
        for (const auto& name : doors.names) out.value(std::string_view{name});
    }
    out.end_array().end_object();
    HttpAnswer answer{200, "application/json", out.take(), {}};
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

}  // namespace bowball::net
