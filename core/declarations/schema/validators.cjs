// Generated from core/declarations/schema/ by npm run generate.
"use strict";
exports.Fleet = validate0;
const schema0 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"Fleet","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Fleet, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["timezone"],"properties":{"timezone":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_+/-]{0,63}$","title":"an IANA time zone","examples":["Europe/Paris","UTC"],"description":"IANA time zone of maintenance windows that name none, for example Europe/Paris"},"factsMaxAge":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"A host whose last report is older than this is not touched; omitted = PT10M","default":"PT10M"},"patchSla":{"type":"object","properties":{"critical":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"Omitted = PT24H","default":"PT24H"},"high":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"Omitted = P7D","default":"P7D"},"medium":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"Omitted = P30D","default":"P30D"},"low":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"Omitted = P90D","default":"P90D"}},"additionalProperties":false,"description":"How soon after its release a baseline of each severity must be on every host; shown, not enforced"},"notice":{"type":"object","required":["days","postponableUntilDays"],"properties":{"days":{"type":"integer","minimum":0,"maximum":90,"description":"People are told this many days before the first planned start; 0 = told at once, nobody waits"},"postponableUntilDays":{"type":"integer","minimum":0,"maximum":90,"description":"Inside this many days before the start a commit may not postpone; a Hold or a stop always may"}},"additionalProperties":false,"description":"How people are told of planned maintenance, unless a rollout says otherwise; omitted = 7 days, 3"},"drift":{"type":"object","properties":{"patchLevel":{"type":"string","enum":["heal","report","propose"],"description":"A host that is below a target it had reached; omitted = report","default":"report"},"placement":{"type":"string","enum":["heal","report","propose"],"description":"A VM that runs on its replica host and not at home; omitted = heal","default":"heal"},"replication":{"type":"string","enum":["heal","report","propose"],"description":"A replication that is declared and is missing or broken; omitted = heal","default":"heal"},"replicationSettings":{"type":"string","enum":["heal","report","propose"],"description":"A frequency or a number of recovery points that is not as declared; omitted = heal","default":"heal"}},"additionalProperties":false,"description":"What happens when something was changed by hand. heal = brought back by an intervention like any other; report = told; propose = told, and a pull request that adopts it is proposed","minProperties":1,"title":"at least one field"},"allowRemovals":{"type":"integer","minimum":0,"maximum":100000,"description":"How many documents a commit that removes many may remove: more than three hosts, VMs and rollouts, or more than a tenth of them (one may always go). Written, or changed, by the very commit that does so, so that an emptied folder is never taken for an order; omitted = 0, the few that need no word","default":0},"keepApart":{"type":"array","items":{"type":"object","required":["name","members"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the set, shown when it makes a host wait"},"members":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a Host or VirtualMachine"},"description":"Hosts or VMs that must not be in maintenance together","minItems":2,"maxItems":200},"max":{"type":"integer","minimum":1,"maximum":199,"description":"How many of them may be in maintenance at once; omitted = 1","default":1}},"additionalProperties":false,"description":"One set, for example the two domain controllers"},"description":"Sets of which only some members may be in maintenance at once. The two hosts of a replica pair are kept apart anyway","maxItems":1000}},"additionalProperties":false,"description":"Defaults and rules of the whole fleet"}},"additionalProperties":false,"title":"Fleet","description":"All that one fleet repo declares: its name and the defaults of the other documents. Exactly one per repository."};
const func0 = require("ajv/dist/runtime/ucs2length").default;
const pattern0 = new RegExp("^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$", "u");
const pattern1 = new RegExp("^[A-Za-z][A-Za-z0-9_+/-]{0,63}$", "u");
const pattern2 = new RegExp("^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$", "u");

function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate0.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema0.required,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema0.required,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema0.required,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema0.required,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema0.properties.apiVersion.type,parentSchema:schema0.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema0.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema0.properties.kind.type,parentSchema:schema0.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Fleet" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Fleet"},schema:"Fleet",parentSchema:schema0.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema0.properties.metadata.required,parentSchema:schema0.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema0.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema0.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema0.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema0.properties.metadata.properties.name.type,parentSchema:schema0.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema0.properties.metadata.type,parentSchema:schema0.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.timezone === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "timezone"},schema:schema0.properties.spec.required,parentSchema:schema0.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key2 in data4){
if(!(((((((key2 === "timezone") || (key2 === "factsMaxAge")) || (key2 === "patchSla")) || (key2 === "notice")) || (key2 === "drift")) || (key2 === "allowRemovals")) || (key2 === "keepApart"))){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema0.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data4.timezone !== undefined){
let data5 = data4.timezone;
if(typeof data5 === "string"){
if(!pattern1.test(data5)){
const err17 = {instancePath:instancePath+"/spec/timezone",schemaPath:"#/properties/spec/properties/timezone/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9_+/-]{0,63}$"},schema:"^[A-Za-z][A-Za-z0-9_+/-]{0,63}$",parentSchema:schema0.properties.spec.properties.timezone,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/spec/timezone",schemaPath:"#/properties/spec/properties/timezone/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.timezone.type,parentSchema:schema0.properties.spec.properties.timezone,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.factsMaxAge !== undefined){
let data6 = data4.factsMaxAge;
if(typeof data6 === "string"){
if(!pattern2.test(data6)){
const err19 = {instancePath:instancePath+"/spec/factsMaxAge",schemaPath:"#/properties/spec/properties/factsMaxAge/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema0.properties.spec.properties.factsMaxAge,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/spec/factsMaxAge",schemaPath:"#/properties/spec/properties/factsMaxAge/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.factsMaxAge.type,parentSchema:schema0.properties.spec.properties.factsMaxAge,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data4.patchSla !== undefined){
let data7 = data4.patchSla;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
if(!((((key3 === "critical") || (key3 === "high")) || (key3 === "medium")) || (key3 === "low"))){
const err21 = {instancePath:instancePath+"/spec/patchSla",schemaPath:"#/properties/spec/properties/patchSla/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema0.properties.spec.properties.patchSla,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data7.critical !== undefined){
let data8 = data7.critical;
if(typeof data8 === "string"){
if(!pattern2.test(data8)){
const err22 = {instancePath:instancePath+"/spec/patchSla/critical",schemaPath:"#/properties/spec/properties/patchSla/properties/critical/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema0.properties.spec.properties.patchSla.properties.critical,data:data8};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/spec/patchSla/critical",schemaPath:"#/properties/spec/properties/patchSla/properties/critical/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.patchSla.properties.critical.type,parentSchema:schema0.properties.spec.properties.patchSla.properties.critical,data:data8};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data7.high !== undefined){
let data9 = data7.high;
if(typeof data9 === "string"){
if(!pattern2.test(data9)){
const err24 = {instancePath:instancePath+"/spec/patchSla/high",schemaPath:"#/properties/spec/properties/patchSla/properties/high/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema0.properties.spec.properties.patchSla.properties.high,data:data9};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/spec/patchSla/high",schemaPath:"#/properties/spec/properties/patchSla/properties/high/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.patchSla.properties.high.type,parentSchema:schema0.properties.spec.properties.patchSla.properties.high,data:data9};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data7.medium !== undefined){
let data10 = data7.medium;
if(typeof data10 === "string"){
if(!pattern2.test(data10)){
const err26 = {instancePath:instancePath+"/spec/patchSla/medium",schemaPath:"#/properties/spec/properties/patchSla/properties/medium/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema0.properties.spec.properties.patchSla.properties.medium,data:data10};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/spec/patchSla/medium",schemaPath:"#/properties/spec/properties/patchSla/properties/medium/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.patchSla.properties.medium.type,parentSchema:schema0.properties.spec.properties.patchSla.properties.medium,data:data10};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data7.low !== undefined){
let data11 = data7.low;
if(typeof data11 === "string"){
if(!pattern2.test(data11)){
const err28 = {instancePath:instancePath+"/spec/patchSla/low",schemaPath:"#/properties/spec/properties/patchSla/properties/low/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema0.properties.spec.properties.patchSla.properties.low,data:data11};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/spec/patchSla/low",schemaPath:"#/properties/spec/properties/patchSla/properties/low/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.patchSla.properties.low.type,parentSchema:schema0.properties.spec.properties.patchSla.properties.low,data:data11};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/spec/patchSla",schemaPath:"#/properties/spec/properties/patchSla/type",keyword:"type",params:{type: "object"},schema:schema0.properties.spec.properties.patchSla.type,parentSchema:schema0.properties.spec.properties.patchSla,data:data7};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data4.notice !== undefined){
let data12 = data4.notice;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.days === undefined){
const err31 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/required",keyword:"required",params:{missingProperty: "days"},schema:schema0.properties.spec.properties.notice.required,parentSchema:schema0.properties.spec.properties.notice,data:data12};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data12.postponableUntilDays === undefined){
const err32 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/required",keyword:"required",params:{missingProperty: "postponableUntilDays"},schema:schema0.properties.spec.properties.notice.required,parentSchema:schema0.properties.spec.properties.notice,data:data12};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
for(const key4 in data12){
if(!((key4 === "days") || (key4 === "postponableUntilDays"))){
const err33 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},schema:false,parentSchema:schema0.properties.spec.properties.notice,data:data12};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data12.days !== undefined){
let data13 = data12.days;
if(!((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13)))){
const err34 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/type",keyword:"type",params:{type: "integer"},schema:schema0.properties.spec.properties.notice.properties.days.type,parentSchema:schema0.properties.spec.properties.notice.properties.days,data:data13};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(typeof data13 == "number"){
if(data13 > 90 || isNaN(data13)){
const err35 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/maximum",keyword:"maximum",params:{comparison: "<=", limit: 90},schema:90,parentSchema:schema0.properties.spec.properties.notice.properties.days,data:data13};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err36 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema0.properties.spec.properties.notice.properties.days,data:data13};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
if(data12.postponableUntilDays !== undefined){
let data14 = data12.postponableUntilDays;
if(!((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14)))){
const err37 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/type",keyword:"type",params:{type: "integer"},schema:schema0.properties.spec.properties.notice.properties.postponableUntilDays.type,parentSchema:schema0.properties.spec.properties.notice.properties.postponableUntilDays,data:data14};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(typeof data14 == "number"){
if(data14 > 90 || isNaN(data14)){
const err38 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/maximum",keyword:"maximum",params:{comparison: "<=", limit: 90},schema:90,parentSchema:schema0.properties.spec.properties.notice.properties.postponableUntilDays,data:data14};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data14 < 0 || isNaN(data14)){
const err39 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema0.properties.spec.properties.notice.properties.postponableUntilDays,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
}
else {
const err40 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/type",keyword:"type",params:{type: "object"},schema:schema0.properties.spec.properties.notice.type,parentSchema:schema0.properties.spec.properties.notice,data:data12};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data4.drift !== undefined){
let data15 = data4.drift;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(Object.keys(data15).length < 1){
const err41 = {instancePath:instancePath+"/spec/drift",schemaPath:"#/properties/spec/properties/drift/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema0.properties.spec.properties.drift,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key5 in data15){
if(!((((key5 === "patchLevel") || (key5 === "placement")) || (key5 === "replication")) || (key5 === "replicationSettings"))){
const err42 = {instancePath:instancePath+"/spec/drift",schemaPath:"#/properties/spec/properties/drift/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},schema:false,parentSchema:schema0.properties.spec.properties.drift,data:data15};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data15.patchLevel !== undefined){
let data16 = data15.patchLevel;
if(typeof data16 !== "string"){
const err43 = {instancePath:instancePath+"/spec/drift/patchLevel",schemaPath:"#/properties/spec/properties/drift/properties/patchLevel/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.drift.properties.patchLevel.type,parentSchema:schema0.properties.spec.properties.drift.properties.patchLevel,data:data16};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(!(((data16 === "heal") || (data16 === "report")) || (data16 === "propose"))){
const err44 = {instancePath:instancePath+"/spec/drift/patchLevel",schemaPath:"#/properties/spec/properties/drift/properties/patchLevel/enum",keyword:"enum",params:{allowedValues: schema0.properties.spec.properties.drift.properties.patchLevel.enum},schema:schema0.properties.spec.properties.drift.properties.patchLevel.enum,parentSchema:schema0.properties.spec.properties.drift.properties.patchLevel,data:data16};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data15.placement !== undefined){
let data17 = data15.placement;
if(typeof data17 !== "string"){
const err45 = {instancePath:instancePath+"/spec/drift/placement",schemaPath:"#/properties/spec/properties/drift/properties/placement/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.drift.properties.placement.type,parentSchema:schema0.properties.spec.properties.drift.properties.placement,data:data17};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(!(((data17 === "heal") || (data17 === "report")) || (data17 === "propose"))){
const err46 = {instancePath:instancePath+"/spec/drift/placement",schemaPath:"#/properties/spec/properties/drift/properties/placement/enum",keyword:"enum",params:{allowedValues: schema0.properties.spec.properties.drift.properties.placement.enum},schema:schema0.properties.spec.properties.drift.properties.placement.enum,parentSchema:schema0.properties.spec.properties.drift.properties.placement,data:data17};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data15.replication !== undefined){
let data18 = data15.replication;
if(typeof data18 !== "string"){
const err47 = {instancePath:instancePath+"/spec/drift/replication",schemaPath:"#/properties/spec/properties/drift/properties/replication/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.drift.properties.replication.type,parentSchema:schema0.properties.spec.properties.drift.properties.replication,data:data18};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(!(((data18 === "heal") || (data18 === "report")) || (data18 === "propose"))){
const err48 = {instancePath:instancePath+"/spec/drift/replication",schemaPath:"#/properties/spec/properties/drift/properties/replication/enum",keyword:"enum",params:{allowedValues: schema0.properties.spec.properties.drift.properties.replication.enum},schema:schema0.properties.spec.properties.drift.properties.replication.enum,parentSchema:schema0.properties.spec.properties.drift.properties.replication,data:data18};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data15.replicationSettings !== undefined){
let data19 = data15.replicationSettings;
if(typeof data19 !== "string"){
const err49 = {instancePath:instancePath+"/spec/drift/replicationSettings",schemaPath:"#/properties/spec/properties/drift/properties/replicationSettings/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.drift.properties.replicationSettings.type,parentSchema:schema0.properties.spec.properties.drift.properties.replicationSettings,data:data19};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(!(((data19 === "heal") || (data19 === "report")) || (data19 === "propose"))){
const err50 = {instancePath:instancePath+"/spec/drift/replicationSettings",schemaPath:"#/properties/spec/properties/drift/properties/replicationSettings/enum",keyword:"enum",params:{allowedValues: schema0.properties.spec.properties.drift.properties.replicationSettings.enum},schema:schema0.properties.spec.properties.drift.properties.replicationSettings.enum,parentSchema:schema0.properties.spec.properties.drift.properties.replicationSettings,data:data19};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath:instancePath+"/spec/drift",schemaPath:"#/properties/spec/properties/drift/type",keyword:"type",params:{type: "object"},schema:schema0.properties.spec.properties.drift.type,parentSchema:schema0.properties.spec.properties.drift,data:data15};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data4.allowRemovals !== undefined){
let data20 = data4.allowRemovals;
if(!((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20)))){
const err52 = {instancePath:instancePath+"/spec/allowRemovals",schemaPath:"#/properties/spec/properties/allowRemovals/type",keyword:"type",params:{type: "integer"},schema:schema0.properties.spec.properties.allowRemovals.type,parentSchema:schema0.properties.spec.properties.allowRemovals,data:data20};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(typeof data20 == "number"){
if(data20 > 100000 || isNaN(data20)){
const err53 = {instancePath:instancePath+"/spec/allowRemovals",schemaPath:"#/properties/spec/properties/allowRemovals/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},schema:100000,parentSchema:schema0.properties.spec.properties.allowRemovals,data:data20};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data20 < 0 || isNaN(data20)){
const err54 = {instancePath:instancePath+"/spec/allowRemovals",schemaPath:"#/properties/spec/properties/allowRemovals/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema0.properties.spec.properties.allowRemovals,data:data20};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
if(data4.keepApart !== undefined){
let data21 = data4.keepApart;
if(Array.isArray(data21)){
if(data21.length > 1000){
const err55 = {instancePath:instancePath+"/spec/keepApart",schemaPath:"#/properties/spec/properties/keepApart/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema0.properties.spec.properties.keepApart,data:data21};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
const len0 = data21.length;
for(let i0=0; i0<len0; i0++){
let data22 = data21[i0];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.name === undefined){
const err56 = {instancePath:instancePath+"/spec/keepApart/" + i0,schemaPath:"#/properties/spec/properties/keepApart/items/required",keyword:"required",params:{missingProperty: "name"},schema:schema0.properties.spec.properties.keepApart.items.required,parentSchema:schema0.properties.spec.properties.keepApart.items,data:data22};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data22.members === undefined){
const err57 = {instancePath:instancePath+"/spec/keepApart/" + i0,schemaPath:"#/properties/spec/properties/keepApart/items/required",keyword:"required",params:{missingProperty: "members"},schema:schema0.properties.spec.properties.keepApart.items.required,parentSchema:schema0.properties.spec.properties.keepApart.items,data:data22};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
for(const key6 in data22){
if(!(((key6 === "name") || (key6 === "members")) || (key6 === "max"))){
const err58 = {instancePath:instancePath+"/spec/keepApart/" + i0,schemaPath:"#/properties/spec/properties/keepApart/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema0.properties.spec.properties.keepApart.items,data:data22};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data22.name !== undefined){
let data23 = data22.name;
if(typeof data23 === "string"){
if(func0(data23) > 63){
const err59 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/name",schemaPath:"#/properties/spec/properties/keepApart/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema0.properties.spec.properties.keepApart.items.properties.name,data:data23};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(!pattern0.test(data23)){
const err60 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/name",schemaPath:"#/properties/spec/properties/keepApart/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema0.properties.spec.properties.keepApart.items.properties.name,data:data23};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/name",schemaPath:"#/properties/spec/properties/keepApart/items/properties/name/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.keepApart.items.properties.name.type,parentSchema:schema0.properties.spec.properties.keepApart.items.properties.name,data:data23};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data22.members !== undefined){
let data24 = data22.members;
if(Array.isArray(data24)){
if(data24.length > 200){
const err62 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/members",schemaPath:"#/properties/spec/properties/keepApart/items/properties/members/maxItems",keyword:"maxItems",params:{limit: 200},schema:200,parentSchema:schema0.properties.spec.properties.keepApart.items.properties.members,data:data24};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data24.length < 2){
const err63 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/members",schemaPath:"#/properties/spec/properties/keepApart/items/properties/members/minItems",keyword:"minItems",params:{limit: 2},schema:2,parentSchema:schema0.properties.spec.properties.keepApart.items.properties.members,data:data24};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
const len1 = data24.length;
for(let i1=0; i1<len1; i1++){
let data25 = data24[i1];
if(typeof data25 === "string"){
if(func0(data25) > 63){
const err64 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/members/" + i1,schemaPath:"#/properties/spec/properties/keepApart/items/properties/members/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema0.properties.spec.properties.keepApart.items.properties.members.items,data:data25};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(!pattern0.test(data25)){
const err65 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/members/" + i1,schemaPath:"#/properties/spec/properties/keepApart/items/properties/members/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema0.properties.spec.properties.keepApart.items.properties.members.items,data:data25};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/members/" + i1,schemaPath:"#/properties/spec/properties/keepApart/items/properties/members/items/type",keyword:"type",params:{type: "string"},schema:schema0.properties.spec.properties.keepApart.items.properties.members.items.type,parentSchema:schema0.properties.spec.properties.keepApart.items.properties.members.items,data:data25};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/members",schemaPath:"#/properties/spec/properties/keepApart/items/properties/members/type",keyword:"type",params:{type: "array"},schema:schema0.properties.spec.properties.keepApart.items.properties.members.type,parentSchema:schema0.properties.spec.properties.keepApart.items.properties.members,data:data24};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data22.max !== undefined){
let data26 = data22.max;
if(!((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26)))){
const err68 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/max",schemaPath:"#/properties/spec/properties/keepApart/items/properties/max/type",keyword:"type",params:{type: "integer"},schema:schema0.properties.spec.properties.keepApart.items.properties.max.type,parentSchema:schema0.properties.spec.properties.keepApart.items.properties.max,data:data26};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(typeof data26 == "number"){
if(data26 > 199 || isNaN(data26)){
const err69 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/max",schemaPath:"#/properties/spec/properties/keepApart/items/properties/max/maximum",keyword:"maximum",params:{comparison: "<=", limit: 199},schema:199,parentSchema:schema0.properties.spec.properties.keepApart.items.properties.max,data:data26};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(data26 < 1 || isNaN(data26)){
const err70 = {instancePath:instancePath+"/spec/keepApart/" + i0+"/max",schemaPath:"#/properties/spec/properties/keepApart/items/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema0.properties.spec.properties.keepApart.items.properties.max,data:data26};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
}
else {
const err71 = {instancePath:instancePath+"/spec/keepApart/" + i0,schemaPath:"#/properties/spec/properties/keepApart/items/type",keyword:"type",params:{type: "object"},schema:schema0.properties.spec.properties.keepApart.items.type,parentSchema:schema0.properties.spec.properties.keepApart.items,data:data22};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/spec/keepApart",schemaPath:"#/properties/spec/properties/keepApart/type",keyword:"type",params:{type: "array"},schema:schema0.properties.spec.properties.keepApart.type,parentSchema:schema0.properties.spec.properties.keepApart,data:data21};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
else {
const err73 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema0.properties.spec.type,parentSchema:schema0.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
else {
const err74 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema0.type,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
validate0.errors = vErrors;
return errors === 0;
}
validate0.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.Site = validate1;
const schema1 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"Site","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Site, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["displayName"],"properties":{"displayName":{"type":"string","minLength":1,"maxLength":100,"description":"What people call it, for example \"Paris, rue de Charonne\""}},"additionalProperties":false,"description":"The site"}},"additionalProperties":false,"title":"Site","description":"A place where hosts stand."};

function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate1.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema1.required,parentSchema:schema1,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema1.required,parentSchema:schema1,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema1.required,parentSchema:schema1,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema1.required,parentSchema:schema1,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema1,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema1.properties.apiVersion.type,parentSchema:schema1.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema1.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema1.properties.kind.type,parentSchema:schema1.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Site" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Site"},schema:"Site",parentSchema:schema1.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema1.properties.metadata.required,parentSchema:schema1.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema1.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema1.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema1.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema1.properties.metadata.properties.name.type,parentSchema:schema1.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema1.properties.metadata.type,parentSchema:schema1.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.displayName === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "displayName"},schema:schema1.properties.spec.required,parentSchema:schema1.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key2 in data4){
if(!(key2 === "displayName")){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema1.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data4.displayName !== undefined){
let data5 = data4.displayName;
if(typeof data5 === "string"){
if(func0(data5) > 100){
const err17 = {instancePath:instancePath+"/spec/displayName",schemaPath:"#/properties/spec/properties/displayName/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema1.properties.spec.properties.displayName,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(func0(data5) < 1){
const err18 = {instancePath:instancePath+"/spec/displayName",schemaPath:"#/properties/spec/properties/displayName/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema1.properties.spec.properties.displayName,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/spec/displayName",schemaPath:"#/properties/spec/properties/displayName/type",keyword:"type",params:{type: "string"},schema:schema1.properties.spec.properties.displayName.type,parentSchema:schema1.properties.spec.properties.displayName,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema1.properties.spec.type,parentSchema:schema1.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema1.type,parentSchema:schema1,data};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
validate1.errors = vErrors;
return errors === 0;
}
validate1.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.Host = validate2;
const schema2 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"Host","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Host, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["site","product","agent"],"properties":{"site":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Site it stands in"},"product":{"type":"string","enum":["windows-server-2019","windows-server-2022","windows-server-2025","debian-12","debian-13"],"description":"Its operating system"},"labels":{"type":"object","maxProperties":32,"propertyNames":{"pattern":"^[a-z0-9]([a-z0-9./-]{0,61}[a-z0-9])?$","title":"a label name (a-z, 0-9, \".\" \"/\" and \"-\" inside, at most 63 characters)"},"additionalProperties":{"type":"string","pattern":"^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$","title":"a label value (letters, digits, \".\" \"_\" and \"-\" inside, at most 63 characters)","description":"Value of the label"},"description":"What rings select hosts by, for example { ring: pilot }"},"address":{"type":"string","pattern":"^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$","title":"an IP address or a DNS name","examples":["10.1.0.11","par-hv-01.acme.example"],"description":"For people; the controller never connects to it"},"agent":{"type":"object","properties":{"key":{"type":"string","pattern":"^sha256:[0-9a-f]{64}$","title":"the fingerprint of an agent key, \"sha256:\" and 64 hex digits","description":"SHA-256 of the agent's public key (SPKI DER), as the agent's `init` prints it on the host"},"enrol":{"type":"string","enum":["token"],"description":"The agent enrols with a one-use token (`atlas agents token`)"}},"additionalProperties":false,"description":"How its agent proves to be the one meant: exactly one of `key` and `enrol`","minProperties":1,"maxProperties":1,"title":"one of `key: \"sha256:…\"` and `enrol: token`"},"partner":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"The other Host of a Hyper-V replica pair; both name each other"},"hyperV":{"type":"object","properties":{"reserve":{"type":"string","pattern":"^[1-9][0-9]{0,6}(MiB|GiB|TiB)$","title":"a size with its unit","examples":["512MiB","12GiB","2TiB"],"description":"Memory kept free for the host itself; omitted = 4GiB","default":"4GiB"},"memory":{"type":"string","pattern":"^[1-9][0-9]{0,6}(MiB|GiB|TiB)$","title":"a size with its unit","examples":["512MiB","12GiB","2TiB"],"description":"Physical memory, so that plans can be checked without asking the host; omitted = as it reports"},"switches":{"type":"object","minProperties":1,"maxProperties":64,"propertyNames":{"pattern":"^(?!(constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[A-Za-z0-9]([A-Za-z0-9 ._()-]{0,78}[A-Za-z0-9.)])?$","title":"the name of a virtual switch (letters, digits, spaces and \". _ ( ) -\", at most 80 characters)"},"additionalProperties":{"type":"array","maxItems":4094,"items":{"type":"integer","minimum":1,"maximum":4094,"description":"VLAN id"},"description":"VLANs it carries; [] = any"},"title":"at least one switch","examples":["{ LAN: [10, 20], DMZ: [] }"],"description":"Virtual switches by name, with the VLANs each carries, [] = any; omitted = as it reports"},"vmVersions":{"type":"array","items":{"type":"string","pattern":"^[1-9][0-9]{0,2}\\.[0-9]$","title":"a version of the VM configuration, in quotes","examples":["\"9.0\"","\"12.0\""],"description":"A version it can run"},"description":"Versions of the VM configuration it can run (Get-VMHostSupportedVersion); omitted = as it reports","minItems":1,"maxItems":50}},"additionalProperties":false,"description":"Set on Hyper-V hosts"},"checks":{"type":"object","properties":{"services":{"type":"array","items":{"type":"string","pattern":"^[A-Za-z0-9]([A-Za-z0-9_.@$-]{0,78}[A-Za-z0-9_])?$","title":"the name of a service","examples":["vmms","nginx"],"description":"Short name of a service: nginx, MSSQLSERVER"},"description":"Services that must run","maxItems":50},"probes":{"type":"array","items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the check, shown when it fails"},"tcp":{"type":"integer","minimum":1,"maximum":65535,"description":"The TCP port on the host itself that must accept a connection"},"http":{"type":"object","required":["port"],"properties":{"port":{"type":"integer","minimum":1,"maximum":65535,"description":"TCP port on the host itself"},"path":{"type":"string","pattern":"^/[A-Za-z0-9._~/?&=%-]{0,200}$","title":"a path that starts with \"/\"","default":"/","description":"Path asked for; omitted = /"},"status":{"type":"integer","minimum":100,"maximum":599,"description":"The status that must be answered; omitted = 200","default":200}},"additionalProperties":false,"description":"A GET over plain HTTP to the host itself"}},"additionalProperties":false,"description":"A check the agent makes from its own host: `name` and exactly one of `tcp` and `http`","minProperties":2,"maxProperties":2,"title":"`name` with exactly one of `tcp: <port>` and `http: { port, path, status }`"},"description":"Checks that must pass","maxItems":20}},"additionalProperties":false,"description":"What \"healthy\" means on this host, besides what its rollout verifies; a patched host that fails them is rolled back","minProperties":1,"title":"at least one of `services` and `probes`"},"runsOn":{"type":"object","required":["vm"],"properties":{"vm":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the VirtualMachine this guest is"}},"additionalProperties":false,"description":"Set on guests that are patched by an agent of their own"},"formerly":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"The name it had before, when the same machine was renamed: what was recorded under the old name counts on"},"retired":{"type":"string","minLength":1,"maxLength":500,"description":"Why the machine is gone, and where it went. The document stays, so that nobody uses the name again; nothing is planned for it; omitted = in service"}},"additionalProperties":false,"description":"The host"}},"additionalProperties":false,"title":"Host","description":"A machine with an agent: a Hyper-V host, a guest that is patched by an agent of its own, or a Debian server."};
const func7 = Object.prototype.hasOwnProperty;
const pattern12 = new RegExp("^[a-z0-9]([a-z0-9./-]{0,61}[a-z0-9])?$", "u");
const pattern13 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$", "u");
const pattern14 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$", "u");
const pattern15 = new RegExp("^sha256:[0-9a-f]{64}$", "u");
const pattern17 = new RegExp("^[1-9][0-9]{0,6}(MiB|GiB|TiB)$", "u");
const pattern19 = new RegExp("^(?!(constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[A-Za-z0-9]([A-Za-z0-9 ._()-]{0,78}[A-Za-z0-9.)])?$", "u");
const pattern20 = new RegExp("^[1-9][0-9]{0,2}\\.[0-9]$", "u");
const pattern21 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9_.@$-]{0,78}[A-Za-z0-9_])?$", "u");
const pattern23 = new RegExp("^/[A-Za-z0-9._~/?&=%-]{0,200}$", "u");

function validate2(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate2.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema2.required,parentSchema:schema2,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema2.required,parentSchema:schema2,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema2.required,parentSchema:schema2,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema2.required,parentSchema:schema2,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema2,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema2.properties.apiVersion.type,parentSchema:schema2.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema2.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema2.properties.kind.type,parentSchema:schema2.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Host" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Host"},schema:"Host",parentSchema:schema2.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema2.properties.metadata.required,parentSchema:schema2.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema2.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema2.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema2.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema2.properties.metadata.properties.name.type,parentSchema:schema2.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema2.properties.metadata.type,parentSchema:schema2.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.site === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "site"},schema:schema2.properties.spec.required,parentSchema:schema2.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.product === undefined){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "product"},schema:schema2.properties.spec.required,parentSchema:schema2.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4.agent === undefined){
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "agent"},schema:schema2.properties.spec.required,parentSchema:schema2.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key2 in data4){
if(!(func7.call(schema2.properties.spec.properties, key2))){
const err18 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema2.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.site !== undefined){
let data5 = data4.site;
if(typeof data5 === "string"){
if(func0(data5) > 63){
const err19 = {instancePath:instancePath+"/spec/site",schemaPath:"#/properties/spec/properties/site/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema2.properties.spec.properties.site,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!pattern0.test(data5)){
const err20 = {instancePath:instancePath+"/spec/site",schemaPath:"#/properties/spec/properties/site/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema2.properties.spec.properties.site,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/spec/site",schemaPath:"#/properties/spec/properties/site/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.site.type,parentSchema:schema2.properties.spec.properties.site,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data4.product !== undefined){
let data6 = data4.product;
if(typeof data6 !== "string"){
const err22 = {instancePath:instancePath+"/spec/product",schemaPath:"#/properties/spec/properties/product/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.product.type,parentSchema:schema2.properties.spec.properties.product,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!(((((data6 === "windows-server-2019") || (data6 === "windows-server-2022")) || (data6 === "windows-server-2025")) || (data6 === "debian-12")) || (data6 === "debian-13"))){
const err23 = {instancePath:instancePath+"/spec/product",schemaPath:"#/properties/spec/properties/product/enum",keyword:"enum",params:{allowedValues: schema2.properties.spec.properties.product.enum},schema:schema2.properties.spec.properties.product.enum,parentSchema:schema2.properties.spec.properties.product,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data4.labels !== undefined){
let data7 = data4.labels;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length > 32){
const err24 = {instancePath:instancePath+"/spec/labels",schemaPath:"#/properties/spec/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 32},schema:32,parentSchema:schema2.properties.spec.properties.labels,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
for(const key3 in data7){
const _errs20 = errors;
if(typeof key3 === "string"){
if(!pattern12.test(key3)){
const err25 = {instancePath:instancePath+"/spec/labels",schemaPath:"#/properties/spec/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([a-z0-9./-]{0,61}[a-z0-9])?$"},schema:"^[a-z0-9]([a-z0-9./-]{0,61}[a-z0-9])?$",parentSchema:schema2.properties.spec.properties.labels.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
var valid3 = _errs20 === errors;
if(!valid3){
const err26 = {instancePath:instancePath+"/spec/labels",schemaPath:"#/properties/spec/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key3},schema:schema2.properties.spec.properties.labels.propertyNames,parentSchema:schema2.properties.spec.properties.labels,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
for(const key4 in data7){
let data8 = data7[key4];
if(typeof data8 === "string"){
if(!pattern13.test(data8)){
const err27 = {instancePath:instancePath+"/spec/labels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/labels/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2.properties.spec.properties.labels.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/spec/labels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.labels.additionalProperties.type,parentSchema:schema2.properties.spec.properties.labels.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/spec/labels",schemaPath:"#/properties/spec/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema2.properties.spec.properties.labels.type,parentSchema:schema2.properties.spec.properties.labels,data:data7};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data4.address !== undefined){
let data9 = data4.address;
if(typeof data9 === "string"){
if(!pattern14.test(data9)){
const err30 = {instancePath:instancePath+"/spec/address",schemaPath:"#/properties/spec/properties/address/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$",parentSchema:schema2.properties.spec.properties.address,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/spec/address",schemaPath:"#/properties/spec/properties/address/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.address.type,parentSchema:schema2.properties.spec.properties.address,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data4.agent !== undefined){
let data10 = data4.agent;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length > 1){
const err32 = {instancePath:instancePath+"/spec/agent",schemaPath:"#/properties/spec/properties/agent/maxProperties",keyword:"maxProperties",params:{limit: 1},schema:1,parentSchema:schema2.properties.spec.properties.agent,data:data10};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(Object.keys(data10).length < 1){
const err33 = {instancePath:instancePath+"/spec/agent",schemaPath:"#/properties/spec/properties/agent/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema2.properties.spec.properties.agent,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
for(const key5 in data10){
if(!((key5 === "key") || (key5 === "enrol"))){
const err34 = {instancePath:instancePath+"/spec/agent",schemaPath:"#/properties/spec/properties/agent/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},schema:false,parentSchema:schema2.properties.spec.properties.agent,data:data10};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data10.key !== undefined){
let data11 = data10.key;
if(typeof data11 === "string"){
if(!pattern15.test(data11)){
const err35 = {instancePath:instancePath+"/spec/agent/key",schemaPath:"#/properties/spec/properties/agent/properties/key/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},schema:"^sha256:[0-9a-f]{64}$",parentSchema:schema2.properties.spec.properties.agent.properties.key,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/spec/agent/key",schemaPath:"#/properties/spec/properties/agent/properties/key/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.agent.properties.key.type,parentSchema:schema2.properties.spec.properties.agent.properties.key,data:data11};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data10.enrol !== undefined){
let data12 = data10.enrol;
if(typeof data12 !== "string"){
const err37 = {instancePath:instancePath+"/spec/agent/enrol",schemaPath:"#/properties/spec/properties/agent/properties/enrol/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.agent.properties.enrol.type,parentSchema:schema2.properties.spec.properties.agent.properties.enrol,data:data12};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(!(data12 === "token")){
const err38 = {instancePath:instancePath+"/spec/agent/enrol",schemaPath:"#/properties/spec/properties/agent/properties/enrol/enum",keyword:"enum",params:{allowedValues: schema2.properties.spec.properties.agent.properties.enrol.enum},schema:schema2.properties.spec.properties.agent.properties.enrol.enum,parentSchema:schema2.properties.spec.properties.agent.properties.enrol,data:data12};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/spec/agent",schemaPath:"#/properties/spec/properties/agent/type",keyword:"type",params:{type: "object"},schema:schema2.properties.spec.properties.agent.type,parentSchema:schema2.properties.spec.properties.agent,data:data10};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data4.partner !== undefined){
let data13 = data4.partner;
if(typeof data13 === "string"){
if(func0(data13) > 63){
const err40 = {instancePath:instancePath+"/spec/partner",schemaPath:"#/properties/spec/properties/partner/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema2.properties.spec.properties.partner,data:data13};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(!pattern0.test(data13)){
const err41 = {instancePath:instancePath+"/spec/partner",schemaPath:"#/properties/spec/properties/partner/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema2.properties.spec.properties.partner,data:data13};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/spec/partner",schemaPath:"#/properties/spec/properties/partner/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.partner.type,parentSchema:schema2.properties.spec.properties.partner,data:data13};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data4.hyperV !== undefined){
let data14 = data4.hyperV;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key6 in data14){
if(!((((key6 === "reserve") || (key6 === "memory")) || (key6 === "switches")) || (key6 === "vmVersions"))){
const err43 = {instancePath:instancePath+"/spec/hyperV",schemaPath:"#/properties/spec/properties/hyperV/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema2.properties.spec.properties.hyperV,data:data14};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data14.reserve !== undefined){
let data15 = data14.reserve;
if(typeof data15 === "string"){
if(!pattern17.test(data15)){
const err44 = {instancePath:instancePath+"/spec/hyperV/reserve",schemaPath:"#/properties/spec/properties/hyperV/properties/reserve/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,6}(MiB|GiB|TiB)$"},schema:"^[1-9][0-9]{0,6}(MiB|GiB|TiB)$",parentSchema:schema2.properties.spec.properties.hyperV.properties.reserve,data:data15};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/spec/hyperV/reserve",schemaPath:"#/properties/spec/properties/hyperV/properties/reserve/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.hyperV.properties.reserve.type,parentSchema:schema2.properties.spec.properties.hyperV.properties.reserve,data:data15};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data14.memory !== undefined){
let data16 = data14.memory;
if(typeof data16 === "string"){
if(!pattern17.test(data16)){
const err46 = {instancePath:instancePath+"/spec/hyperV/memory",schemaPath:"#/properties/spec/properties/hyperV/properties/memory/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,6}(MiB|GiB|TiB)$"},schema:"^[1-9][0-9]{0,6}(MiB|GiB|TiB)$",parentSchema:schema2.properties.spec.properties.hyperV.properties.memory,data:data16};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/spec/hyperV/memory",schemaPath:"#/properties/spec/properties/hyperV/properties/memory/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.hyperV.properties.memory.type,parentSchema:schema2.properties.spec.properties.hyperV.properties.memory,data:data16};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data14.switches !== undefined){
let data17 = data14.switches;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(Object.keys(data17).length > 64){
const err48 = {instancePath:instancePath+"/spec/hyperV/switches",schemaPath:"#/properties/spec/properties/hyperV/properties/switches/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema2.properties.spec.properties.hyperV.properties.switches,data:data17};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(Object.keys(data17).length < 1){
const err49 = {instancePath:instancePath+"/spec/hyperV/switches",schemaPath:"#/properties/spec/properties/hyperV/properties/switches/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema2.properties.spec.properties.hyperV.properties.switches,data:data17};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
for(const key7 in data17){
const _errs44 = errors;
if(typeof key7 === "string"){
if(!pattern19.test(key7)){
const err50 = {instancePath:instancePath+"/spec/hyperV/switches",schemaPath:"#/properties/spec/properties/hyperV/properties/switches/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(?!(constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[A-Za-z0-9]([A-Za-z0-9 ._()-]{0,78}[A-Za-z0-9.)])?$"},schema:"^(?!(constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[A-Za-z0-9]([A-Za-z0-9 ._()-]{0,78}[A-Za-z0-9.)])?$",parentSchema:schema2.properties.spec.properties.hyperV.properties.switches.propertyNames,data:key7,propertyName:key7};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
var valid7 = _errs44 === errors;
if(!valid7){
const err51 = {instancePath:instancePath+"/spec/hyperV/switches",schemaPath:"#/properties/spec/properties/hyperV/properties/switches/propertyNames",keyword:"propertyNames",params:{propertyName: key7},schema:schema2.properties.spec.properties.hyperV.properties.switches.propertyNames,parentSchema:schema2.properties.spec.properties.hyperV.properties.switches,data:data17};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
for(const key8 in data17){
let data18 = data17[key8];
if(Array.isArray(data18)){
if(data18.length > 4094){
const err52 = {instancePath:instancePath+"/spec/hyperV/switches/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/hyperV/properties/switches/additionalProperties/maxItems",keyword:"maxItems",params:{limit: 4094},schema:4094,parentSchema:schema2.properties.spec.properties.hyperV.properties.switches.additionalProperties,data:data18};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
const len0 = data18.length;
for(let i0=0; i0<len0; i0++){
let data19 = data18[i0];
if(!((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19)))){
const err53 = {instancePath:instancePath+"/spec/hyperV/switches/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/spec/properties/hyperV/properties/switches/additionalProperties/items/type",keyword:"type",params:{type: "integer"},schema:schema2.properties.spec.properties.hyperV.properties.switches.additionalProperties.items.type,parentSchema:schema2.properties.spec.properties.hyperV.properties.switches.additionalProperties.items,data:data19};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(typeof data19 == "number"){
if(data19 > 4094 || isNaN(data19)){
const err54 = {instancePath:instancePath+"/spec/hyperV/switches/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/spec/properties/hyperV/properties/switches/additionalProperties/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4094},schema:4094,parentSchema:schema2.properties.spec.properties.hyperV.properties.switches.additionalProperties.items,data:data19};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data19 < 1 || isNaN(data19)){
const err55 = {instancePath:instancePath+"/spec/hyperV/switches/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/spec/properties/hyperV/properties/switches/additionalProperties/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema2.properties.spec.properties.hyperV.properties.switches.additionalProperties.items,data:data19};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
}
else {
const err56 = {instancePath:instancePath+"/spec/hyperV/switches/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/hyperV/properties/switches/additionalProperties/type",keyword:"type",params:{type: "array"},schema:schema2.properties.spec.properties.hyperV.properties.switches.additionalProperties.type,parentSchema:schema2.properties.spec.properties.hyperV.properties.switches.additionalProperties,data:data18};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
else {
const err57 = {instancePath:instancePath+"/spec/hyperV/switches",schemaPath:"#/properties/spec/properties/hyperV/properties/switches/type",keyword:"type",params:{type: "object"},schema:schema2.properties.spec.properties.hyperV.properties.switches.type,parentSchema:schema2.properties.spec.properties.hyperV.properties.switches,data:data17};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data14.vmVersions !== undefined){
let data20 = data14.vmVersions;
if(Array.isArray(data20)){
if(data20.length > 50){
const err58 = {instancePath:instancePath+"/spec/hyperV/vmVersions",schemaPath:"#/properties/spec/properties/hyperV/properties/vmVersions/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema2.properties.spec.properties.hyperV.properties.vmVersions,data:data20};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data20.length < 1){
const err59 = {instancePath:instancePath+"/spec/hyperV/vmVersions",schemaPath:"#/properties/spec/properties/hyperV/properties/vmVersions/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema2.properties.spec.properties.hyperV.properties.vmVersions,data:data20};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
const len1 = data20.length;
for(let i1=0; i1<len1; i1++){
let data21 = data20[i1];
if(typeof data21 === "string"){
if(!pattern20.test(data21)){
const err60 = {instancePath:instancePath+"/spec/hyperV/vmVersions/" + i1,schemaPath:"#/properties/spec/properties/hyperV/properties/vmVersions/items/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,2}\\.[0-9]$"},schema:"^[1-9][0-9]{0,2}\\.[0-9]$",parentSchema:schema2.properties.spec.properties.hyperV.properties.vmVersions.items,data:data21};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/spec/hyperV/vmVersions/" + i1,schemaPath:"#/properties/spec/properties/hyperV/properties/vmVersions/items/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.hyperV.properties.vmVersions.items.type,parentSchema:schema2.properties.spec.properties.hyperV.properties.vmVersions.items,data:data21};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
else {
const err62 = {instancePath:instancePath+"/spec/hyperV/vmVersions",schemaPath:"#/properties/spec/properties/hyperV/properties/vmVersions/type",keyword:"type",params:{type: "array"},schema:schema2.properties.spec.properties.hyperV.properties.vmVersions.type,parentSchema:schema2.properties.spec.properties.hyperV.properties.vmVersions,data:data20};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
else {
const err63 = {instancePath:instancePath+"/spec/hyperV",schemaPath:"#/properties/spec/properties/hyperV/type",keyword:"type",params:{type: "object"},schema:schema2.properties.spec.properties.hyperV.type,parentSchema:schema2.properties.spec.properties.hyperV,data:data14};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data4.checks !== undefined){
let data22 = data4.checks;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(Object.keys(data22).length < 1){
const err64 = {instancePath:instancePath+"/spec/checks",schemaPath:"#/properties/spec/properties/checks/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema2.properties.spec.properties.checks,data:data22};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
for(const key9 in data22){
if(!((key9 === "services") || (key9 === "probes"))){
const err65 = {instancePath:instancePath+"/spec/checks",schemaPath:"#/properties/spec/properties/checks/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},schema:false,parentSchema:schema2.properties.spec.properties.checks,data:data22};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data22.services !== undefined){
let data23 = data22.services;
if(Array.isArray(data23)){
if(data23.length > 50){
const err66 = {instancePath:instancePath+"/spec/checks/services",schemaPath:"#/properties/spec/properties/checks/properties/services/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema2.properties.spec.properties.checks.properties.services,data:data23};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
const len2 = data23.length;
for(let i2=0; i2<len2; i2++){
let data24 = data23[i2];
if(typeof data24 === "string"){
if(!pattern21.test(data24)){
const err67 = {instancePath:instancePath+"/spec/checks/services/" + i2,schemaPath:"#/properties/spec/properties/checks/properties/services/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9_.@$-]{0,78}[A-Za-z0-9_])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9_.@$-]{0,78}[A-Za-z0-9_])?$",parentSchema:schema2.properties.spec.properties.checks.properties.services.items,data:data24};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/spec/checks/services/" + i2,schemaPath:"#/properties/spec/properties/checks/properties/services/items/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.checks.properties.services.items.type,parentSchema:schema2.properties.spec.properties.checks.properties.services.items,data:data24};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/spec/checks/services",schemaPath:"#/properties/spec/properties/checks/properties/services/type",keyword:"type",params:{type: "array"},schema:schema2.properties.spec.properties.checks.properties.services.type,parentSchema:schema2.properties.spec.properties.checks.properties.services,data:data23};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data22.probes !== undefined){
let data25 = data22.probes;
if(Array.isArray(data25)){
if(data25.length > 20){
const err70 = {instancePath:instancePath+"/spec/checks/probes",schemaPath:"#/properties/spec/properties/checks/properties/probes/maxItems",keyword:"maxItems",params:{limit: 20},schema:20,parentSchema:schema2.properties.spec.properties.checks.properties.probes,data:data25};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
const len3 = data25.length;
for(let i3=0; i3<len3; i3++){
let data26 = data25[i3];
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(Object.keys(data26).length > 2){
const err71 = {instancePath:instancePath+"/spec/checks/probes/" + i3,schemaPath:"#/properties/spec/properties/checks/properties/probes/items/maxProperties",keyword:"maxProperties",params:{limit: 2},schema:2,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items,data:data26};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(Object.keys(data26).length < 2){
const err72 = {instancePath:instancePath+"/spec/checks/probes/" + i3,schemaPath:"#/properties/spec/properties/checks/properties/probes/items/minProperties",keyword:"minProperties",params:{limit: 2},schema:2,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items,data:data26};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(data26.name === undefined){
const err73 = {instancePath:instancePath+"/spec/checks/probes/" + i3,schemaPath:"#/properties/spec/properties/checks/properties/probes/items/required",keyword:"required",params:{missingProperty: "name"},schema:schema2.properties.spec.properties.checks.properties.probes.items.required,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items,data:data26};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
for(const key10 in data26){
if(!(((key10 === "name") || (key10 === "tcp")) || (key10 === "http"))){
const err74 = {instancePath:instancePath+"/spec/checks/probes/" + i3,schemaPath:"#/properties/spec/properties/checks/properties/probes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},schema:false,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items,data:data26};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data26.name !== undefined){
let data27 = data26.name;
if(typeof data27 === "string"){
if(func0(data27) > 63){
const err75 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/name",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.name,data:data27};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(!pattern0.test(data27)){
const err76 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/name",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.name,data:data27};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
else {
const err77 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/name",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/name/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.checks.properties.probes.items.properties.name.type,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.name,data:data27};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data26.tcp !== undefined){
let data28 = data26.tcp;
if(!((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28)))){
const err78 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/tcp",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/tcp/type",keyword:"type",params:{type: "integer"},schema:schema2.properties.spec.properties.checks.properties.probes.items.properties.tcp.type,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.tcp,data:data28};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(typeof data28 == "number"){
if(data28 > 65535 || isNaN(data28)){
const err79 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/tcp",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/tcp/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},schema:65535,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.tcp,data:data28};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data28 < 1 || isNaN(data28)){
const err80 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/tcp",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/tcp/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.tcp,data:data28};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
if(data26.http !== undefined){
let data29 = data26.http;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(data29.port === undefined){
const err81 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/http",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/http/required",keyword:"required",params:{missingProperty: "port"},schema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.required,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http,data:data29};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
for(const key11 in data29){
if(!(((key11 === "port") || (key11 === "path")) || (key11 === "status"))){
const err82 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/http",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/http/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},schema:false,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http,data:data29};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data29.port !== undefined){
let data30 = data29.port;
if(!((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30)))){
const err83 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/http/port",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/http/properties/port/type",keyword:"type",params:{type: "integer"},schema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.properties.port.type,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.properties.port,data:data30};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(typeof data30 == "number"){
if(data30 > 65535 || isNaN(data30)){
const err84 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/http/port",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/http/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},schema:65535,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.properties.port,data:data30};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(data30 < 1 || isNaN(data30)){
const err85 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/http/port",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/http/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.properties.port,data:data30};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
if(data29.path !== undefined){
let data31 = data29.path;
if(typeof data31 === "string"){
if(!pattern23.test(data31)){
const err86 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/http/path",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/http/properties/path/pattern",keyword:"pattern",params:{pattern: "^/[A-Za-z0-9._~/?&=%-]{0,200}$"},schema:"^/[A-Za-z0-9._~/?&=%-]{0,200}$",parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.properties.path,data:data31};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/http/path",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/http/properties/path/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.properties.path.type,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.properties.path,data:data31};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data29.status !== undefined){
let data32 = data29.status;
if(!((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32)))){
const err88 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/http/status",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/http/properties/status/type",keyword:"type",params:{type: "integer"},schema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.properties.status.type,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.properties.status,data:data32};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(typeof data32 == "number"){
if(data32 > 599 || isNaN(data32)){
const err89 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/http/status",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/http/properties/status/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},schema:599,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.properties.status,data:data32};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data32 < 100 || isNaN(data32)){
const err90 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/http/status",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/http/properties/status/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},schema:100,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.properties.status,data:data32};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
}
else {
const err91 = {instancePath:instancePath+"/spec/checks/probes/" + i3+"/http",schemaPath:"#/properties/spec/properties/checks/properties/probes/items/properties/http/type",keyword:"type",params:{type: "object"},schema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http.type,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items.properties.http,data:data29};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
else {
const err92 = {instancePath:instancePath+"/spec/checks/probes/" + i3,schemaPath:"#/properties/spec/properties/checks/properties/probes/items/type",keyword:"type",params:{type: "object"},schema:schema2.properties.spec.properties.checks.properties.probes.items.type,parentSchema:schema2.properties.spec.properties.checks.properties.probes.items,data:data26};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
}
else {
const err93 = {instancePath:instancePath+"/spec/checks/probes",schemaPath:"#/properties/spec/properties/checks/properties/probes/type",keyword:"type",params:{type: "array"},schema:schema2.properties.spec.properties.checks.properties.probes.type,parentSchema:schema2.properties.spec.properties.checks.properties.probes,data:data25};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
else {
const err94 = {instancePath:instancePath+"/spec/checks",schemaPath:"#/properties/spec/properties/checks/type",keyword:"type",params:{type: "object"},schema:schema2.properties.spec.properties.checks.type,parentSchema:schema2.properties.spec.properties.checks,data:data22};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data4.runsOn !== undefined){
let data33 = data4.runsOn;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.vm === undefined){
const err95 = {instancePath:instancePath+"/spec/runsOn",schemaPath:"#/properties/spec/properties/runsOn/required",keyword:"required",params:{missingProperty: "vm"},schema:schema2.properties.spec.properties.runsOn.required,parentSchema:schema2.properties.spec.properties.runsOn,data:data33};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
for(const key12 in data33){
if(!(key12 === "vm")){
const err96 = {instancePath:instancePath+"/spec/runsOn",schemaPath:"#/properties/spec/properties/runsOn/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},schema:false,parentSchema:schema2.properties.spec.properties.runsOn,data:data33};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data33.vm !== undefined){
let data34 = data33.vm;
if(typeof data34 === "string"){
if(func0(data34) > 63){
const err97 = {instancePath:instancePath+"/spec/runsOn/vm",schemaPath:"#/properties/spec/properties/runsOn/properties/vm/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema2.properties.spec.properties.runsOn.properties.vm,data:data34};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(!pattern0.test(data34)){
const err98 = {instancePath:instancePath+"/spec/runsOn/vm",schemaPath:"#/properties/spec/properties/runsOn/properties/vm/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema2.properties.spec.properties.runsOn.properties.vm,data:data34};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
else {
const err99 = {instancePath:instancePath+"/spec/runsOn/vm",schemaPath:"#/properties/spec/properties/runsOn/properties/vm/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.runsOn.properties.vm.type,parentSchema:schema2.properties.spec.properties.runsOn.properties.vm,data:data34};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
}
else {
const err100 = {instancePath:instancePath+"/spec/runsOn",schemaPath:"#/properties/spec/properties/runsOn/type",keyword:"type",params:{type: "object"},schema:schema2.properties.spec.properties.runsOn.type,parentSchema:schema2.properties.spec.properties.runsOn,data:data33};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data4.formerly !== undefined){
let data35 = data4.formerly;
if(typeof data35 === "string"){
if(func0(data35) > 63){
const err101 = {instancePath:instancePath+"/spec/formerly",schemaPath:"#/properties/spec/properties/formerly/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema2.properties.spec.properties.formerly,data:data35};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(!pattern0.test(data35)){
const err102 = {instancePath:instancePath+"/spec/formerly",schemaPath:"#/properties/spec/properties/formerly/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema2.properties.spec.properties.formerly,data:data35};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/spec/formerly",schemaPath:"#/properties/spec/properties/formerly/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.formerly.type,parentSchema:schema2.properties.spec.properties.formerly,data:data35};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data4.retired !== undefined){
let data36 = data4.retired;
if(typeof data36 === "string"){
if(func0(data36) > 500){
const err104 = {instancePath:instancePath+"/spec/retired",schemaPath:"#/properties/spec/properties/retired/maxLength",keyword:"maxLength",params:{limit: 500},schema:500,parentSchema:schema2.properties.spec.properties.retired,data:data36};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(func0(data36) < 1){
const err105 = {instancePath:instancePath+"/spec/retired",schemaPath:"#/properties/spec/properties/retired/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema2.properties.spec.properties.retired,data:data36};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
else {
const err106 = {instancePath:instancePath+"/spec/retired",schemaPath:"#/properties/spec/properties/retired/type",keyword:"type",params:{type: "string"},schema:schema2.properties.spec.properties.retired.type,parentSchema:schema2.properties.spec.properties.retired,data:data36};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
}
else {
const err107 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema2.properties.spec.type,parentSchema:schema2.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
else {
const err108 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema2.type,parentSchema:schema2,data};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
validate2.errors = vErrors;
return errors === 0;
}
validate2.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.VirtualMachine = validate3;
const schema3 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"VirtualMachine","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the VirtualMachine, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["home","memory"],"properties":{"home":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Host it runs on in normal times"},"replica":{"type":"object","required":["host"],"properties":{"host":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Host that holds the replica: the partner of the home host"},"frequency":{"type":"string","enum":["PT30S","PT5M","PT15M"],"description":"How often changes are sent, as Hyper-V Replica offers it; omitted = as its policy says, PT5M without one"},"policy":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the ReplicationPolicy by which it is set up and repaired; omitted = nobody changes its replication, what is wrong is only told"},"extended":{"type":"object","required":["host"],"properties":{"host":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Host that holds the third copy: neither the home host nor the replica host"},"frequency":{"type":"string","enum":["PT30S","PT5M","PT15M"],"description":"How often the replica host sends on: PT5M or PT15M, and not more often than it receives; omitted = PT15M","default":"PT15M"}},"additionalProperties":false,"description":"A third copy, sent on by the replica host; omitted = none"}},"additionalProperties":false,"description":"Omitted = the VM has no replica and cannot be moved out of the way"},"startOrder":{"type":"integer","minimum":0,"maximum":1000,"description":"Lower starts first and is moved first; omitted = 100","default":100},"role":{"type":"string","enum":["domain-controller","sql","sql-availability-group","clustered","app","file","web","other"],"description":"What it does; domain controllers, availability groups and clusters are never reverted; omitted = other","default":"other"},"memory":{"type":"string","pattern":"^[1-9][0-9]{0,6}(MiB|GiB|TiB)$","title":"a size with its unit","examples":["512MiB","12GiB","2TiB"],"description":"Memory it needs to run"},"networks":{"type":"array","items":{"type":"object","required":["switch"],"properties":{"switch":{"type":"string","pattern":"^(?!(constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[A-Za-z0-9]([A-Za-z0-9 ._()-]{0,78}[A-Za-z0-9.)])?$","title":"the name of a virtual switch (letters, digits, spaces and \". _ ( ) -\", at most 80 characters)","examples":["LAN"],"description":"Name of the virtual switch, the same on every host it may run on"},"vlan":{"type":"integer","minimum":1,"maximum":4094,"description":"VLAN id; omitted = untagged"}},"additionalProperties":false,"description":"One network adapter"},"description":"What it is connected to, so that a host without that switch or VLAN is refused in time; omitted = not checked","minItems":1,"maxItems":16},"version":{"type":"string","pattern":"^[1-9][0-9]{0,2}\\.[0-9]$","title":"a version of the VM configuration, in quotes","examples":["\"9.0\"","\"12.0\""],"description":"Version of its configuration, so that a host that cannot run it is refused in time; omitted = as it is"},"formerly":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"The name it had before, when the same VM was renamed: what was recorded under the old name counts on"},"retired":{"type":"string","minLength":1,"maxLength":500,"description":"Why the VM is gone, and where it went. The document stays, so that nobody uses the name again; nothing is planned for it; omitted = in service"}},"additionalProperties":false,"description":"The virtual machine"}},"additionalProperties":false,"title":"VirtualMachine","description":"A virtual machine of a Hyper-V host, and where its replica lives."};

function validate3(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate3.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema3.required,parentSchema:schema3,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema3.required,parentSchema:schema3,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema3.required,parentSchema:schema3,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema3.required,parentSchema:schema3,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema3,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema3.properties.apiVersion.type,parentSchema:schema3.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema3.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema3.properties.kind.type,parentSchema:schema3.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("VirtualMachine" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "VirtualMachine"},schema:"VirtualMachine",parentSchema:schema3.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema3.properties.metadata.required,parentSchema:schema3.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema3.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema3.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema3.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema3.properties.metadata.properties.name.type,parentSchema:schema3.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema3.properties.metadata.type,parentSchema:schema3.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.home === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "home"},schema:schema3.properties.spec.required,parentSchema:schema3.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.memory === undefined){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "memory"},schema:schema3.properties.spec.required,parentSchema:schema3.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key2 in data4){
if(!(func7.call(schema3.properties.spec.properties, key2))){
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema3.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data4.home !== undefined){
let data5 = data4.home;
if(typeof data5 === "string"){
if(func0(data5) > 63){
const err18 = {instancePath:instancePath+"/spec/home",schemaPath:"#/properties/spec/properties/home/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema3.properties.spec.properties.home,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(!pattern0.test(data5)){
const err19 = {instancePath:instancePath+"/spec/home",schemaPath:"#/properties/spec/properties/home/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema3.properties.spec.properties.home,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/spec/home",schemaPath:"#/properties/spec/properties/home/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.home.type,parentSchema:schema3.properties.spec.properties.home,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data4.replica !== undefined){
let data6 = data4.replica;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.host === undefined){
const err21 = {instancePath:instancePath+"/spec/replica",schemaPath:"#/properties/spec/properties/replica/required",keyword:"required",params:{missingProperty: "host"},schema:schema3.properties.spec.properties.replica.required,parentSchema:schema3.properties.spec.properties.replica,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key3 in data6){
if(!((((key3 === "host") || (key3 === "frequency")) || (key3 === "policy")) || (key3 === "extended"))){
const err22 = {instancePath:instancePath+"/spec/replica",schemaPath:"#/properties/spec/properties/replica/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema3.properties.spec.properties.replica,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data6.host !== undefined){
let data7 = data6.host;
if(typeof data7 === "string"){
if(func0(data7) > 63){
const err23 = {instancePath:instancePath+"/spec/replica/host",schemaPath:"#/properties/spec/properties/replica/properties/host/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema3.properties.spec.properties.replica.properties.host,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern0.test(data7)){
const err24 = {instancePath:instancePath+"/spec/replica/host",schemaPath:"#/properties/spec/properties/replica/properties/host/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema3.properties.spec.properties.replica.properties.host,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/spec/replica/host",schemaPath:"#/properties/spec/properties/replica/properties/host/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.replica.properties.host.type,parentSchema:schema3.properties.spec.properties.replica.properties.host,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data6.frequency !== undefined){
let data8 = data6.frequency;
if(typeof data8 !== "string"){
const err26 = {instancePath:instancePath+"/spec/replica/frequency",schemaPath:"#/properties/spec/properties/replica/properties/frequency/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.replica.properties.frequency.type,parentSchema:schema3.properties.spec.properties.replica.properties.frequency,data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(!(((data8 === "PT30S") || (data8 === "PT5M")) || (data8 === "PT15M"))){
const err27 = {instancePath:instancePath+"/spec/replica/frequency",schemaPath:"#/properties/spec/properties/replica/properties/frequency/enum",keyword:"enum",params:{allowedValues: schema3.properties.spec.properties.replica.properties.frequency.enum},schema:schema3.properties.spec.properties.replica.properties.frequency.enum,parentSchema:schema3.properties.spec.properties.replica.properties.frequency,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data6.policy !== undefined){
let data9 = data6.policy;
if(typeof data9 === "string"){
if(func0(data9) > 63){
const err28 = {instancePath:instancePath+"/spec/replica/policy",schemaPath:"#/properties/spec/properties/replica/properties/policy/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema3.properties.spec.properties.replica.properties.policy,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(!pattern0.test(data9)){
const err29 = {instancePath:instancePath+"/spec/replica/policy",schemaPath:"#/properties/spec/properties/replica/properties/policy/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema3.properties.spec.properties.replica.properties.policy,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/spec/replica/policy",schemaPath:"#/properties/spec/properties/replica/properties/policy/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.replica.properties.policy.type,parentSchema:schema3.properties.spec.properties.replica.properties.policy,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data6.extended !== undefined){
let data10 = data6.extended;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.host === undefined){
const err31 = {instancePath:instancePath+"/spec/replica/extended",schemaPath:"#/properties/spec/properties/replica/properties/extended/required",keyword:"required",params:{missingProperty: "host"},schema:schema3.properties.spec.properties.replica.properties.extended.required,parentSchema:schema3.properties.spec.properties.replica.properties.extended,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key4 in data10){
if(!((key4 === "host") || (key4 === "frequency"))){
const err32 = {instancePath:instancePath+"/spec/replica/extended",schemaPath:"#/properties/spec/properties/replica/properties/extended/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},schema:false,parentSchema:schema3.properties.spec.properties.replica.properties.extended,data:data10};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data10.host !== undefined){
let data11 = data10.host;
if(typeof data11 === "string"){
if(func0(data11) > 63){
const err33 = {instancePath:instancePath+"/spec/replica/extended/host",schemaPath:"#/properties/spec/properties/replica/properties/extended/properties/host/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema3.properties.spec.properties.replica.properties.extended.properties.host,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(!pattern0.test(data11)){
const err34 = {instancePath:instancePath+"/spec/replica/extended/host",schemaPath:"#/properties/spec/properties/replica/properties/extended/properties/host/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema3.properties.spec.properties.replica.properties.extended.properties.host,data:data11};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/spec/replica/extended/host",schemaPath:"#/properties/spec/properties/replica/properties/extended/properties/host/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.replica.properties.extended.properties.host.type,parentSchema:schema3.properties.spec.properties.replica.properties.extended.properties.host,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data10.frequency !== undefined){
let data12 = data10.frequency;
if(typeof data12 !== "string"){
const err36 = {instancePath:instancePath+"/spec/replica/extended/frequency",schemaPath:"#/properties/spec/properties/replica/properties/extended/properties/frequency/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.replica.properties.extended.properties.frequency.type,parentSchema:schema3.properties.spec.properties.replica.properties.extended.properties.frequency,data:data12};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(!(((data12 === "PT30S") || (data12 === "PT5M")) || (data12 === "PT15M"))){
const err37 = {instancePath:instancePath+"/spec/replica/extended/frequency",schemaPath:"#/properties/spec/properties/replica/properties/extended/properties/frequency/enum",keyword:"enum",params:{allowedValues: schema3.properties.spec.properties.replica.properties.extended.properties.frequency.enum},schema:schema3.properties.spec.properties.replica.properties.extended.properties.frequency.enum,parentSchema:schema3.properties.spec.properties.replica.properties.extended.properties.frequency,data:data12};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/spec/replica/extended",schemaPath:"#/properties/spec/properties/replica/properties/extended/type",keyword:"type",params:{type: "object"},schema:schema3.properties.spec.properties.replica.properties.extended.type,parentSchema:schema3.properties.spec.properties.replica.properties.extended,data:data10};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/spec/replica",schemaPath:"#/properties/spec/properties/replica/type",keyword:"type",params:{type: "object"},schema:schema3.properties.spec.properties.replica.type,parentSchema:schema3.properties.spec.properties.replica,data:data6};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data4.startOrder !== undefined){
let data13 = data4.startOrder;
if(!((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13)))){
const err40 = {instancePath:instancePath+"/spec/startOrder",schemaPath:"#/properties/spec/properties/startOrder/type",keyword:"type",params:{type: "integer"},schema:schema3.properties.spec.properties.startOrder.type,parentSchema:schema3.properties.spec.properties.startOrder,data:data13};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(typeof data13 == "number"){
if(data13 > 1000 || isNaN(data13)){
const err41 = {instancePath:instancePath+"/spec/startOrder",schemaPath:"#/properties/spec/properties/startOrder/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema3.properties.spec.properties.startOrder,data:data13};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err42 = {instancePath:instancePath+"/spec/startOrder",schemaPath:"#/properties/spec/properties/startOrder/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema3.properties.spec.properties.startOrder,data:data13};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
if(data4.role !== undefined){
let data14 = data4.role;
if(typeof data14 !== "string"){
const err43 = {instancePath:instancePath+"/spec/role",schemaPath:"#/properties/spec/properties/role/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.role.type,parentSchema:schema3.properties.spec.properties.role,data:data14};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(!((((((((data14 === "domain-controller") || (data14 === "sql")) || (data14 === "sql-availability-group")) || (data14 === "clustered")) || (data14 === "app")) || (data14 === "file")) || (data14 === "web")) || (data14 === "other"))){
const err44 = {instancePath:instancePath+"/spec/role",schemaPath:"#/properties/spec/properties/role/enum",keyword:"enum",params:{allowedValues: schema3.properties.spec.properties.role.enum},schema:schema3.properties.spec.properties.role.enum,parentSchema:schema3.properties.spec.properties.role,data:data14};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data4.memory !== undefined){
let data15 = data4.memory;
if(typeof data15 === "string"){
if(!pattern17.test(data15)){
const err45 = {instancePath:instancePath+"/spec/memory",schemaPath:"#/properties/spec/properties/memory/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,6}(MiB|GiB|TiB)$"},schema:"^[1-9][0-9]{0,6}(MiB|GiB|TiB)$",parentSchema:schema3.properties.spec.properties.memory,data:data15};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/spec/memory",schemaPath:"#/properties/spec/properties/memory/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.memory.type,parentSchema:schema3.properties.spec.properties.memory,data:data15};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data4.networks !== undefined){
let data16 = data4.networks;
if(Array.isArray(data16)){
if(data16.length > 16){
const err47 = {instancePath:instancePath+"/spec/networks",schemaPath:"#/properties/spec/properties/networks/maxItems",keyword:"maxItems",params:{limit: 16},schema:16,parentSchema:schema3.properties.spec.properties.networks,data:data16};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data16.length < 1){
const err48 = {instancePath:instancePath+"/spec/networks",schemaPath:"#/properties/spec/properties/networks/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema3.properties.spec.properties.networks,data:data16};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
const len0 = data16.length;
for(let i0=0; i0<len0; i0++){
let data17 = data16[i0];
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.switch === undefined){
const err49 = {instancePath:instancePath+"/spec/networks/" + i0,schemaPath:"#/properties/spec/properties/networks/items/required",keyword:"required",params:{missingProperty: "switch"},schema:schema3.properties.spec.properties.networks.items.required,parentSchema:schema3.properties.spec.properties.networks.items,data:data17};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
for(const key5 in data17){
if(!((key5 === "switch") || (key5 === "vlan"))){
const err50 = {instancePath:instancePath+"/spec/networks/" + i0,schemaPath:"#/properties/spec/properties/networks/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},schema:false,parentSchema:schema3.properties.spec.properties.networks.items,data:data17};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data17.switch !== undefined){
let data18 = data17.switch;
if(typeof data18 === "string"){
if(!pattern19.test(data18)){
const err51 = {instancePath:instancePath+"/spec/networks/" + i0+"/switch",schemaPath:"#/properties/spec/properties/networks/items/properties/switch/pattern",keyword:"pattern",params:{pattern: "^(?!(constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[A-Za-z0-9]([A-Za-z0-9 ._()-]{0,78}[A-Za-z0-9.)])?$"},schema:"^(?!(constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[A-Za-z0-9]([A-Za-z0-9 ._()-]{0,78}[A-Za-z0-9.)])?$",parentSchema:schema3.properties.spec.properties.networks.items.properties.switch,data:data18};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
else {
const err52 = {instancePath:instancePath+"/spec/networks/" + i0+"/switch",schemaPath:"#/properties/spec/properties/networks/items/properties/switch/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.networks.items.properties.switch.type,parentSchema:schema3.properties.spec.properties.networks.items.properties.switch,data:data18};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data17.vlan !== undefined){
let data19 = data17.vlan;
if(!((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19)))){
const err53 = {instancePath:instancePath+"/spec/networks/" + i0+"/vlan",schemaPath:"#/properties/spec/properties/networks/items/properties/vlan/type",keyword:"type",params:{type: "integer"},schema:schema3.properties.spec.properties.networks.items.properties.vlan.type,parentSchema:schema3.properties.spec.properties.networks.items.properties.vlan,data:data19};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(typeof data19 == "number"){
if(data19 > 4094 || isNaN(data19)){
const err54 = {instancePath:instancePath+"/spec/networks/" + i0+"/vlan",schemaPath:"#/properties/spec/properties/networks/items/properties/vlan/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4094},schema:4094,parentSchema:schema3.properties.spec.properties.networks.items.properties.vlan,data:data19};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data19 < 1 || isNaN(data19)){
const err55 = {instancePath:instancePath+"/spec/networks/" + i0+"/vlan",schemaPath:"#/properties/spec/properties/networks/items/properties/vlan/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema3.properties.spec.properties.networks.items.properties.vlan,data:data19};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
}
else {
const err56 = {instancePath:instancePath+"/spec/networks/" + i0,schemaPath:"#/properties/spec/properties/networks/items/type",keyword:"type",params:{type: "object"},schema:schema3.properties.spec.properties.networks.items.type,parentSchema:schema3.properties.spec.properties.networks.items,data:data17};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
else {
const err57 = {instancePath:instancePath+"/spec/networks",schemaPath:"#/properties/spec/properties/networks/type",keyword:"type",params:{type: "array"},schema:schema3.properties.spec.properties.networks.type,parentSchema:schema3.properties.spec.properties.networks,data:data16};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data4.version !== undefined){
let data20 = data4.version;
if(typeof data20 === "string"){
if(!pattern20.test(data20)){
const err58 = {instancePath:instancePath+"/spec/version",schemaPath:"#/properties/spec/properties/version/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,2}\\.[0-9]$"},schema:"^[1-9][0-9]{0,2}\\.[0-9]$",parentSchema:schema3.properties.spec.properties.version,data:data20};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/spec/version",schemaPath:"#/properties/spec/properties/version/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.version.type,parentSchema:schema3.properties.spec.properties.version,data:data20};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data4.formerly !== undefined){
let data21 = data4.formerly;
if(typeof data21 === "string"){
if(func0(data21) > 63){
const err60 = {instancePath:instancePath+"/spec/formerly",schemaPath:"#/properties/spec/properties/formerly/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema3.properties.spec.properties.formerly,data:data21};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(!pattern0.test(data21)){
const err61 = {instancePath:instancePath+"/spec/formerly",schemaPath:"#/properties/spec/properties/formerly/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema3.properties.spec.properties.formerly,data:data21};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/spec/formerly",schemaPath:"#/properties/spec/properties/formerly/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.formerly.type,parentSchema:schema3.properties.spec.properties.formerly,data:data21};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data4.retired !== undefined){
let data22 = data4.retired;
if(typeof data22 === "string"){
if(func0(data22) > 500){
const err63 = {instancePath:instancePath+"/spec/retired",schemaPath:"#/properties/spec/properties/retired/maxLength",keyword:"maxLength",params:{limit: 500},schema:500,parentSchema:schema3.properties.spec.properties.retired,data:data22};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(func0(data22) < 1){
const err64 = {instancePath:instancePath+"/spec/retired",schemaPath:"#/properties/spec/properties/retired/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema3.properties.spec.properties.retired,data:data22};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/spec/retired",schemaPath:"#/properties/spec/properties/retired/type",keyword:"type",params:{type: "string"},schema:schema3.properties.spec.properties.retired.type,parentSchema:schema3.properties.spec.properties.retired,data:data22};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
else {
const err66 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema3.properties.spec.type,parentSchema:schema3.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema3.type,parentSchema:schema3,data};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
validate3.errors = vErrors;
return errors === 0;
}
validate3.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.PatchBaseline = validate4;
const schema4 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"PatchBaseline","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the PatchBaseline, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["severity","released","products"],"properties":{"severity":{"type":"string","enum":["critical","high","medium","low"],"description":"How urgent it is; with `released` it sets the day it is due by the SLA"},"released":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$","title":"a date, or an instant with its offset","examples":["2026-11-10","2026-11-10T18:00Z"],"description":"When the vendor released it; a date means 00:00 UTC of that day"},"products":{"type":"object","properties":{"windows-server-2019":{"type":"object","required":["build"],"properties":{"build":{"type":"string","pattern":"^17763\\.[1-9][0-9]{0,5}$","title":"a build of Windows Server 2019 (17763 and the revision)","examples":["17763.4405"],"description":"CurrentBuild.UBR that must be reached; a higher revision is fine. Put it in quotes"},"kb":{"type":"string","pattern":"^KB[0-9]{6,8}$","title":"the number of a KB article","examples":["KB5070884"],"description":"The update that brings this build, for people and for the agent to prefer"}},"additionalProperties":false,"description":"Target for hosts of Windows Server 2019"},"windows-server-2022":{"type":"object","required":["build"],"properties":{"build":{"type":"string","pattern":"^20348\\.[1-9][0-9]{0,5}$","title":"a build of Windows Server 2022 (20348 and the revision)","examples":["20348.4405"],"description":"CurrentBuild.UBR that must be reached; a higher revision is fine. Put it in quotes"},"kb":{"type":"string","pattern":"^KB[0-9]{6,8}$","title":"the number of a KB article","examples":["KB5070884"],"description":"The update that brings this build, for people and for the agent to prefer"}},"additionalProperties":false,"description":"Target for hosts of Windows Server 2022"},"windows-server-2025":{"type":"object","required":["build"],"properties":{"hotpatch":{"type":"string","pattern":"^26100\\.[1-9][0-9]{0,5}$","title":"a build of Windows Server 2025 (26100 and the revision)","examples":["26100.4349"],"description":"CurrentBuild.UBR of the hotpatch with the same fixes: a host that has it needs no reboot and counts as patched. It is lower than `build`; the months January, April, July and October have none. Put it in quotes"},"build":{"type":"string","pattern":"^26100\\.[1-9][0-9]{0,5}$","title":"a build of Windows Server 2025 (26100 and the revision)","examples":["26100.4405"],"description":"CurrentBuild.UBR that must be reached; a higher revision is fine. Put it in quotes"},"kb":{"type":"string","pattern":"^KB[0-9]{6,8}$","title":"the number of a KB article","examples":["KB5070884"],"description":"The update that brings this build, for people and for the agent to prefer"}},"additionalProperties":false,"description":"Target for hosts of Windows Server 2025"},"debian-12":{"type":"object","required":["suite","packages"],"properties":{"suite":{"type":"string","enum":["bookworm"],"description":"Code name of the release"},"packages":{"type":"object","minProperties":1,"maxProperties":500,"propertyNames":{"pattern":"^[a-z0-9][a-z0-9+.-]{1,99}$","title":"the name of a Debian package"},"additionalProperties":{"type":"string","pattern":"^([0-9]{1,5}:)?[0-9][A-Za-z0-9.+~-]{0,99}$","title":"the version of a Debian package","examples":["1.6-2.1+deb12u3"],"description":"The version that must be installed, or a newer one"},"description":"Packages and the versions they must have at least; a package that is not installed is left alone"}},"additionalProperties":false,"description":"Target for hosts of Debian 12"},"debian-13":{"type":"object","required":["suite","packages"],"properties":{"suite":{"type":"string","enum":["trixie"],"description":"Code name of the release"},"packages":{"type":"object","minProperties":1,"maxProperties":500,"propertyNames":{"pattern":"^[a-z0-9][a-z0-9+.-]{1,99}$","title":"the name of a Debian package"},"additionalProperties":{"type":"string","pattern":"^([0-9]{1,5}:)?[0-9][A-Za-z0-9.+~-]{0,99}$","title":"the version of a Debian package","examples":["1.6-2.1+deb12u3"],"description":"The version that must be installed, or a newer one"},"description":"Packages and the versions they must have at least; a package that is not installed is left alone"}},"additionalProperties":false,"description":"Target for hosts of Debian 13"}},"additionalProperties":false,"description":"The target of each product; hosts of a product that is not named are left alone","minProperties":1,"title":"at least one product"},"blockedKbs":{"type":"array","items":{"type":"string","pattern":"^KB[0-9]{6,8}$","title":"the number of a KB article","examples":["KB5070884"],"description":"An update that must not be installed"},"description":"Updates that are known to do harm","maxItems":200}},"additionalProperties":false,"description":"The patch level"}},"additionalProperties":false,"title":"PatchBaseline","description":"A patch level per product: what a rollout brings hosts to."};
const pattern36 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$", "u");
const pattern37 = new RegExp("^17763\\.[1-9][0-9]{0,5}$", "u");
const pattern38 = new RegExp("^KB[0-9]{6,8}$", "u");
const pattern39 = new RegExp("^20348\\.[1-9][0-9]{0,5}$", "u");
const pattern41 = new RegExp("^26100\\.[1-9][0-9]{0,5}$", "u");
const pattern44 = new RegExp("^[a-z0-9][a-z0-9+.-]{1,99}$", "u");
const pattern45 = new RegExp("^([0-9]{1,5}:)?[0-9][A-Za-z0-9.+~-]{0,99}$", "u");

function validate4(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate4.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema4.required,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema4.required,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema4.required,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema4.required,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema4.properties.apiVersion.type,parentSchema:schema4.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema4.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema4.properties.kind.type,parentSchema:schema4.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("PatchBaseline" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "PatchBaseline"},schema:"PatchBaseline",parentSchema:schema4.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema4.properties.metadata.required,parentSchema:schema4.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema4.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema4.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema4.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema4.properties.metadata.properties.name.type,parentSchema:schema4.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema4.properties.metadata.type,parentSchema:schema4.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.severity === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "severity"},schema:schema4.properties.spec.required,parentSchema:schema4.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.released === undefined){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "released"},schema:schema4.properties.spec.required,parentSchema:schema4.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4.products === undefined){
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "products"},schema:schema4.properties.spec.required,parentSchema:schema4.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key2 in data4){
if(!((((key2 === "severity") || (key2 === "released")) || (key2 === "products")) || (key2 === "blockedKbs"))){
const err18 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema4.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.severity !== undefined){
let data5 = data4.severity;
if(typeof data5 !== "string"){
const err19 = {instancePath:instancePath+"/spec/severity",schemaPath:"#/properties/spec/properties/severity/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.severity.type,parentSchema:schema4.properties.spec.properties.severity,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!((((data5 === "critical") || (data5 === "high")) || (data5 === "medium")) || (data5 === "low"))){
const err20 = {instancePath:instancePath+"/spec/severity",schemaPath:"#/properties/spec/properties/severity/enum",keyword:"enum",params:{allowedValues: schema4.properties.spec.properties.severity.enum},schema:schema4.properties.spec.properties.severity.enum,parentSchema:schema4.properties.spec.properties.severity,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data4.released !== undefined){
let data6 = data4.released;
if(typeof data6 === "string"){
if(!pattern36.test(data6)){
const err21 = {instancePath:instancePath+"/spec/released",schemaPath:"#/properties/spec/properties/released/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$"},schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$",parentSchema:schema4.properties.spec.properties.released,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/spec/released",schemaPath:"#/properties/spec/properties/released/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.released.type,parentSchema:schema4.properties.spec.properties.released,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data4.products !== undefined){
let data7 = data4.products;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length < 1){
const err23 = {instancePath:instancePath+"/spec/products",schemaPath:"#/properties/spec/properties/products/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema4.properties.spec.properties.products,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
for(const key3 in data7){
if(!(((((key3 === "windows-server-2019") || (key3 === "windows-server-2022")) || (key3 === "windows-server-2025")) || (key3 === "debian-12")) || (key3 === "debian-13"))){
const err24 = {instancePath:instancePath+"/spec/products",schemaPath:"#/properties/spec/properties/products/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema4.properties.spec.properties.products,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data7["windows-server-2019"] !== undefined){
let data8 = data7["windows-server-2019"];
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.build === undefined){
const err25 = {instancePath:instancePath+"/spec/products/windows-server-2019",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2019/required",keyword:"required",params:{missingProperty: "build"},schema:schema4.properties.spec.properties.products.properties["windows-server-2019"].required,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2019"],data:data8};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
for(const key4 in data8){
if(!((key4 === "build") || (key4 === "kb"))){
const err26 = {instancePath:instancePath+"/spec/products/windows-server-2019",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2019/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},schema:false,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2019"],data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data8.build !== undefined){
let data9 = data8.build;
if(typeof data9 === "string"){
if(!pattern37.test(data9)){
const err27 = {instancePath:instancePath+"/spec/products/windows-server-2019/build",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2019/properties/build/pattern",keyword:"pattern",params:{pattern: "^17763\\.[1-9][0-9]{0,5}$"},schema:"^17763\\.[1-9][0-9]{0,5}$",parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2019"].properties.build,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/spec/products/windows-server-2019/build",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2019/properties/build/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.products.properties["windows-server-2019"].properties.build.type,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2019"].properties.build,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data8.kb !== undefined){
let data10 = data8.kb;
if(typeof data10 === "string"){
if(!pattern38.test(data10)){
const err29 = {instancePath:instancePath+"/spec/products/windows-server-2019/kb",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2019/properties/kb/pattern",keyword:"pattern",params:{pattern: "^KB[0-9]{6,8}$"},schema:"^KB[0-9]{6,8}$",parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2019"].properties.kb,data:data10};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/spec/products/windows-server-2019/kb",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2019/properties/kb/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.products.properties["windows-server-2019"].properties.kb.type,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2019"].properties.kb,data:data10};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/spec/products/windows-server-2019",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2019/type",keyword:"type",params:{type: "object"},schema:schema4.properties.spec.properties.products.properties["windows-server-2019"].type,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2019"],data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data7["windows-server-2022"] !== undefined){
let data11 = data7["windows-server-2022"];
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.build === undefined){
const err32 = {instancePath:instancePath+"/spec/products/windows-server-2022",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2022/required",keyword:"required",params:{missingProperty: "build"},schema:schema4.properties.spec.properties.products.properties["windows-server-2022"].required,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2022"],data:data11};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
for(const key5 in data11){
if(!((key5 === "build") || (key5 === "kb"))){
const err33 = {instancePath:instancePath+"/spec/products/windows-server-2022",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2022/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},schema:false,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2022"],data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data11.build !== undefined){
let data12 = data11.build;
if(typeof data12 === "string"){
if(!pattern39.test(data12)){
const err34 = {instancePath:instancePath+"/spec/products/windows-server-2022/build",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2022/properties/build/pattern",keyword:"pattern",params:{pattern: "^20348\\.[1-9][0-9]{0,5}$"},schema:"^20348\\.[1-9][0-9]{0,5}$",parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2022"].properties.build,data:data12};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/spec/products/windows-server-2022/build",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2022/properties/build/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.products.properties["windows-server-2022"].properties.build.type,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2022"].properties.build,data:data12};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data11.kb !== undefined){
let data13 = data11.kb;
if(typeof data13 === "string"){
if(!pattern38.test(data13)){
const err36 = {instancePath:instancePath+"/spec/products/windows-server-2022/kb",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2022/properties/kb/pattern",keyword:"pattern",params:{pattern: "^KB[0-9]{6,8}$"},schema:"^KB[0-9]{6,8}$",parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2022"].properties.kb,data:data13};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/spec/products/windows-server-2022/kb",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2022/properties/kb/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.products.properties["windows-server-2022"].properties.kb.type,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2022"].properties.kb,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/spec/products/windows-server-2022",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2022/type",keyword:"type",params:{type: "object"},schema:schema4.properties.spec.properties.products.properties["windows-server-2022"].type,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2022"],data:data11};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data7["windows-server-2025"] !== undefined){
let data14 = data7["windows-server-2025"];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.build === undefined){
const err39 = {instancePath:instancePath+"/spec/products/windows-server-2025",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2025/required",keyword:"required",params:{missingProperty: "build"},schema:schema4.properties.spec.properties.products.properties["windows-server-2025"].required,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2025"],data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
for(const key6 in data14){
if(!(((key6 === "hotpatch") || (key6 === "build")) || (key6 === "kb"))){
const err40 = {instancePath:instancePath+"/spec/products/windows-server-2025",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2025/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2025"],data:data14};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data14.hotpatch !== undefined){
let data15 = data14.hotpatch;
if(typeof data15 === "string"){
if(!pattern41.test(data15)){
const err41 = {instancePath:instancePath+"/spec/products/windows-server-2025/hotpatch",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2025/properties/hotpatch/pattern",keyword:"pattern",params:{pattern: "^26100\\.[1-9][0-9]{0,5}$"},schema:"^26100\\.[1-9][0-9]{0,5}$",parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2025"].properties.hotpatch,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/spec/products/windows-server-2025/hotpatch",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2025/properties/hotpatch/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.products.properties["windows-server-2025"].properties.hotpatch.type,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2025"].properties.hotpatch,data:data15};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data14.build !== undefined){
let data16 = data14.build;
if(typeof data16 === "string"){
if(!pattern41.test(data16)){
const err43 = {instancePath:instancePath+"/spec/products/windows-server-2025/build",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2025/properties/build/pattern",keyword:"pattern",params:{pattern: "^26100\\.[1-9][0-9]{0,5}$"},schema:"^26100\\.[1-9][0-9]{0,5}$",parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2025"].properties.build,data:data16};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/spec/products/windows-server-2025/build",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2025/properties/build/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.products.properties["windows-server-2025"].properties.build.type,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2025"].properties.build,data:data16};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data14.kb !== undefined){
let data17 = data14.kb;
if(typeof data17 === "string"){
if(!pattern38.test(data17)){
const err45 = {instancePath:instancePath+"/spec/products/windows-server-2025/kb",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2025/properties/kb/pattern",keyword:"pattern",params:{pattern: "^KB[0-9]{6,8}$"},schema:"^KB[0-9]{6,8}$",parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2025"].properties.kb,data:data17};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/spec/products/windows-server-2025/kb",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2025/properties/kb/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.products.properties["windows-server-2025"].properties.kb.type,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2025"].properties.kb,data:data17};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/spec/products/windows-server-2025",schemaPath:"#/properties/spec/properties/products/properties/windows-server-2025/type",keyword:"type",params:{type: "object"},schema:schema4.properties.spec.properties.products.properties["windows-server-2025"].type,parentSchema:schema4.properties.spec.properties.products.properties["windows-server-2025"],data:data14};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data7["debian-12"] !== undefined){
let data18 = data7["debian-12"];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.suite === undefined){
const err48 = {instancePath:instancePath+"/spec/products/debian-12",schemaPath:"#/properties/spec/properties/products/properties/debian-12/required",keyword:"required",params:{missingProperty: "suite"},schema:schema4.properties.spec.properties.products.properties["debian-12"].required,parentSchema:schema4.properties.spec.properties.products.properties["debian-12"],data:data18};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data18.packages === undefined){
const err49 = {instancePath:instancePath+"/spec/products/debian-12",schemaPath:"#/properties/spec/properties/products/properties/debian-12/required",keyword:"required",params:{missingProperty: "packages"},schema:schema4.properties.spec.properties.products.properties["debian-12"].required,parentSchema:schema4.properties.spec.properties.products.properties["debian-12"],data:data18};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
for(const key7 in data18){
if(!((key7 === "suite") || (key7 === "packages"))){
const err50 = {instancePath:instancePath+"/spec/products/debian-12",schemaPath:"#/properties/spec/properties/products/properties/debian-12/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},schema:false,parentSchema:schema4.properties.spec.properties.products.properties["debian-12"],data:data18};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data18.suite !== undefined){
let data19 = data18.suite;
if(typeof data19 !== "string"){
const err51 = {instancePath:instancePath+"/spec/products/debian-12/suite",schemaPath:"#/properties/spec/properties/products/properties/debian-12/properties/suite/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.products.properties["debian-12"].properties.suite.type,parentSchema:schema4.properties.spec.properties.products.properties["debian-12"].properties.suite,data:data19};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(!(data19 === "bookworm")){
const err52 = {instancePath:instancePath+"/spec/products/debian-12/suite",schemaPath:"#/properties/spec/properties/products/properties/debian-12/properties/suite/enum",keyword:"enum",params:{allowedValues: schema4.properties.spec.properties.products.properties["debian-12"].properties.suite.enum},schema:schema4.properties.spec.properties.products.properties["debian-12"].properties.suite.enum,parentSchema:schema4.properties.spec.properties.products.properties["debian-12"].properties.suite,data:data19};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data18.packages !== undefined){
let data20 = data18.packages;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(Object.keys(data20).length > 500){
const err53 = {instancePath:instancePath+"/spec/products/debian-12/packages",schemaPath:"#/properties/spec/properties/products/properties/debian-12/properties/packages/maxProperties",keyword:"maxProperties",params:{limit: 500},schema:500,parentSchema:schema4.properties.spec.properties.products.properties["debian-12"].properties.packages,data:data20};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(Object.keys(data20).length < 1){
const err54 = {instancePath:instancePath+"/spec/products/debian-12/packages",schemaPath:"#/properties/spec/properties/products/properties/debian-12/properties/packages/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema4.properties.spec.properties.products.properties["debian-12"].properties.packages,data:data20};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
for(const key8 in data20){
const _errs51 = errors;
if(typeof key8 === "string"){
if(!pattern44.test(key8)){
const err55 = {instancePath:instancePath+"/spec/products/debian-12/packages",schemaPath:"#/properties/spec/properties/products/properties/debian-12/properties/packages/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9+.-]{1,99}$"},schema:"^[a-z0-9][a-z0-9+.-]{1,99}$",parentSchema:schema4.properties.spec.properties.products.properties["debian-12"].properties.packages.propertyNames,data:key8,propertyName:key8};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
var valid8 = _errs51 === errors;
if(!valid8){
const err56 = {instancePath:instancePath+"/spec/products/debian-12/packages",schemaPath:"#/properties/spec/properties/products/properties/debian-12/properties/packages/propertyNames",keyword:"propertyNames",params:{propertyName: key8},schema:schema4.properties.spec.properties.products.properties["debian-12"].properties.packages.propertyNames,parentSchema:schema4.properties.spec.properties.products.properties["debian-12"].properties.packages,data:data20};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
for(const key9 in data20){
let data21 = data20[key9];
if(typeof data21 === "string"){
if(!pattern45.test(data21)){
const err57 = {instancePath:instancePath+"/spec/products/debian-12/packages/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/products/properties/debian-12/properties/packages/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,5}:)?[0-9][A-Za-z0-9.+~-]{0,99}$"},schema:"^([0-9]{1,5}:)?[0-9][A-Za-z0-9.+~-]{0,99}$",parentSchema:schema4.properties.spec.properties.products.properties["debian-12"].properties.packages.additionalProperties,data:data21};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/spec/products/debian-12/packages/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/products/properties/debian-12/properties/packages/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.products.properties["debian-12"].properties.packages.additionalProperties.type,parentSchema:schema4.properties.spec.properties.products.properties["debian-12"].properties.packages.additionalProperties,data:data21};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath:instancePath+"/spec/products/debian-12/packages",schemaPath:"#/properties/spec/properties/products/properties/debian-12/properties/packages/type",keyword:"type",params:{type: "object"},schema:schema4.properties.spec.properties.products.properties["debian-12"].properties.packages.type,parentSchema:schema4.properties.spec.properties.products.properties["debian-12"].properties.packages,data:data20};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/spec/products/debian-12",schemaPath:"#/properties/spec/properties/products/properties/debian-12/type",keyword:"type",params:{type: "object"},schema:schema4.properties.spec.properties.products.properties["debian-12"].type,parentSchema:schema4.properties.spec.properties.products.properties["debian-12"],data:data18};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data7["debian-13"] !== undefined){
let data22 = data7["debian-13"];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.suite === undefined){
const err61 = {instancePath:instancePath+"/spec/products/debian-13",schemaPath:"#/properties/spec/properties/products/properties/debian-13/required",keyword:"required",params:{missingProperty: "suite"},schema:schema4.properties.spec.properties.products.properties["debian-13"].required,parentSchema:schema4.properties.spec.properties.products.properties["debian-13"],data:data22};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(data22.packages === undefined){
const err62 = {instancePath:instancePath+"/spec/products/debian-13",schemaPath:"#/properties/spec/properties/products/properties/debian-13/required",keyword:"required",params:{missingProperty: "packages"},schema:schema4.properties.spec.properties.products.properties["debian-13"].required,parentSchema:schema4.properties.spec.properties.products.properties["debian-13"],data:data22};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
for(const key10 in data22){
if(!((key10 === "suite") || (key10 === "packages"))){
const err63 = {instancePath:instancePath+"/spec/products/debian-13",schemaPath:"#/properties/spec/properties/products/properties/debian-13/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},schema:false,parentSchema:schema4.properties.spec.properties.products.properties["debian-13"],data:data22};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data22.suite !== undefined){
let data23 = data22.suite;
if(typeof data23 !== "string"){
const err64 = {instancePath:instancePath+"/spec/products/debian-13/suite",schemaPath:"#/properties/spec/properties/products/properties/debian-13/properties/suite/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.products.properties["debian-13"].properties.suite.type,parentSchema:schema4.properties.spec.properties.products.properties["debian-13"].properties.suite,data:data23};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(!(data23 === "trixie")){
const err65 = {instancePath:instancePath+"/spec/products/debian-13/suite",schemaPath:"#/properties/spec/properties/products/properties/debian-13/properties/suite/enum",keyword:"enum",params:{allowedValues: schema4.properties.spec.properties.products.properties["debian-13"].properties.suite.enum},schema:schema4.properties.spec.properties.products.properties["debian-13"].properties.suite.enum,parentSchema:schema4.properties.spec.properties.products.properties["debian-13"].properties.suite,data:data23};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data22.packages !== undefined){
let data24 = data22.packages;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(Object.keys(data24).length > 500){
const err66 = {instancePath:instancePath+"/spec/products/debian-13/packages",schemaPath:"#/properties/spec/properties/products/properties/debian-13/properties/packages/maxProperties",keyword:"maxProperties",params:{limit: 500},schema:500,parentSchema:schema4.properties.spec.properties.products.properties["debian-13"].properties.packages,data:data24};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(Object.keys(data24).length < 1){
const err67 = {instancePath:instancePath+"/spec/products/debian-13/packages",schemaPath:"#/properties/spec/properties/products/properties/debian-13/properties/packages/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema4.properties.spec.properties.products.properties["debian-13"].properties.packages,data:data24};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
for(const key11 in data24){
const _errs62 = errors;
if(typeof key11 === "string"){
if(!pattern44.test(key11)){
const err68 = {instancePath:instancePath+"/spec/products/debian-13/packages",schemaPath:"#/properties/spec/properties/products/properties/debian-13/properties/packages/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9+.-]{1,99}$"},schema:"^[a-z0-9][a-z0-9+.-]{1,99}$",parentSchema:schema4.properties.spec.properties.products.properties["debian-13"].properties.packages.propertyNames,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
var valid11 = _errs62 === errors;
if(!valid11){
const err69 = {instancePath:instancePath+"/spec/products/debian-13/packages",schemaPath:"#/properties/spec/properties/products/properties/debian-13/properties/packages/propertyNames",keyword:"propertyNames",params:{propertyName: key11},schema:schema4.properties.spec.properties.products.properties["debian-13"].properties.packages.propertyNames,parentSchema:schema4.properties.spec.properties.products.properties["debian-13"].properties.packages,data:data24};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
for(const key12 in data24){
let data25 = data24[key12];
if(typeof data25 === "string"){
if(!pattern45.test(data25)){
const err70 = {instancePath:instancePath+"/spec/products/debian-13/packages/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/products/properties/debian-13/properties/packages/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,5}:)?[0-9][A-Za-z0-9.+~-]{0,99}$"},schema:"^([0-9]{1,5}:)?[0-9][A-Za-z0-9.+~-]{0,99}$",parentSchema:schema4.properties.spec.properties.products.properties["debian-13"].properties.packages.additionalProperties,data:data25};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
else {
const err71 = {instancePath:instancePath+"/spec/products/debian-13/packages/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/products/properties/debian-13/properties/packages/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.products.properties["debian-13"].properties.packages.additionalProperties.type,parentSchema:schema4.properties.spec.properties.products.properties["debian-13"].properties.packages.additionalProperties,data:data25};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/spec/products/debian-13/packages",schemaPath:"#/properties/spec/properties/products/properties/debian-13/properties/packages/type",keyword:"type",params:{type: "object"},schema:schema4.properties.spec.properties.products.properties["debian-13"].properties.packages.type,parentSchema:schema4.properties.spec.properties.products.properties["debian-13"].properties.packages,data:data24};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
else {
const err73 = {instancePath:instancePath+"/spec/products/debian-13",schemaPath:"#/properties/spec/properties/products/properties/debian-13/type",keyword:"type",params:{type: "object"},schema:schema4.properties.spec.properties.products.properties["debian-13"].type,parentSchema:schema4.properties.spec.properties.products.properties["debian-13"],data:data22};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
else {
const err74 = {instancePath:instancePath+"/spec/products",schemaPath:"#/properties/spec/properties/products/type",keyword:"type",params:{type: "object"},schema:schema4.properties.spec.properties.products.type,parentSchema:schema4.properties.spec.properties.products,data:data7};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data4.blockedKbs !== undefined){
let data26 = data4.blockedKbs;
if(Array.isArray(data26)){
if(data26.length > 200){
const err75 = {instancePath:instancePath+"/spec/blockedKbs",schemaPath:"#/properties/spec/properties/blockedKbs/maxItems",keyword:"maxItems",params:{limit: 200},schema:200,parentSchema:schema4.properties.spec.properties.blockedKbs,data:data26};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
const len0 = data26.length;
for(let i0=0; i0<len0; i0++){
let data27 = data26[i0];
if(typeof data27 === "string"){
if(!pattern38.test(data27)){
const err76 = {instancePath:instancePath+"/spec/blockedKbs/" + i0,schemaPath:"#/properties/spec/properties/blockedKbs/items/pattern",keyword:"pattern",params:{pattern: "^KB[0-9]{6,8}$"},schema:"^KB[0-9]{6,8}$",parentSchema:schema4.properties.spec.properties.blockedKbs.items,data:data27};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
else {
const err77 = {instancePath:instancePath+"/spec/blockedKbs/" + i0,schemaPath:"#/properties/spec/properties/blockedKbs/items/type",keyword:"type",params:{type: "string"},schema:schema4.properties.spec.properties.blockedKbs.items.type,parentSchema:schema4.properties.spec.properties.blockedKbs.items,data:data27};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath:instancePath+"/spec/blockedKbs",schemaPath:"#/properties/spec/properties/blockedKbs/type",keyword:"type",params:{type: "array"},schema:schema4.properties.spec.properties.blockedKbs.type,parentSchema:schema4.properties.spec.properties.blockedKbs,data:data26};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
else {
const err79 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema4.properties.spec.type,parentSchema:schema4.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
else {
const err80 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema4.type,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
validate4.errors = vErrors;
return errors === 0;
}
validate4.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.PatchRollout = validate5;
const schema5 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"PatchRollout","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the PatchRollout, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["baseline","rings","before","verify","onFailure"],"properties":{"baseline":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the PatchBaseline"},"lane":{"type":"string","enum":["normal","emergency"],"description":"emergency: people are told at once and nothing waits but the reviewers; omitted = normal","default":"normal"},"window":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the MaintenanceWindow it runs in; only an emergency rollout may leave it out, and then runs round the clock"},"notice":{"type":"object","required":["days","postponableUntilDays"],"properties":{"days":{"type":"integer","minimum":0,"maximum":90,"description":"People are told this many days before the first planned start; 0 = told at once, nobody waits"},"postponableUntilDays":{"type":"integer","minimum":0,"maximum":90,"description":"Inside this many days before the start a commit may not postpone; a Hold or a stop always may"}},"additionalProperties":false,"description":"How people are told; omitted = as the Fleet says"},"rings":{"type":"array","items":{"type":"object","required":["name","hosts"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the ring, unique in the rollout"},"hosts":{"type":"object","maxProperties":32,"propertyNames":{"pattern":"^[a-z0-9]([a-z0-9./-]{0,61}[a-z0-9])?$","title":"a label name (a-z, 0-9, \".\" \"/\" and \"-\" inside, at most 63 characters)"},"additionalProperties":{"type":"string","pattern":"^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$","title":"a label value (letters, digits, \".\" \"_\" and \"-\" inside, at most 63 characters)","description":"Value of the label"},"description":"Labels a host must carry, all of them, to be in this ring","minProperties":1},"soak":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"How long the ring must stay healthy before the next one may start; omitted = PT0S","default":"PT0S"},"success":{"type":"object","properties":{"healthy":{"type":"string","pattern":"^(100|[1-9]?[0-9])%$","title":"a percentage","examples":["100%","95%"],"description":"Share of its hosts that must be healthy for the ring to count as done; omitted = 100%","default":"100%"},"minimum":{"type":"integer","minimum":1,"maximum":10000,"description":"And at least this many hosts; omitted = 1","default":1}},"additionalProperties":false,"description":"When the ring counts as healthy"},"maxUnavailable":{"type":"object","properties":{"perSite":{"type":"integer","minimum":1,"maximum":10000,"description":"Hosts of one site in maintenance at once; omitted = no limit per site"},"total":{"type":"integer","minimum":1,"maximum":10000,"description":"Hosts of the ring in maintenance at once; omitted = no limit in all"}},"additionalProperties":false,"description":"How many hosts of the ring may be in maintenance at once, hosts that do not answer included; omitted = one in all","minProperties":1,"title":"at least one of `perSite` and `total`"},"maxFailed":{"type":"integer","minimum":1,"maximum":1000,"description":"The rollout halts when this many hosts of the ring have failed; omitted = 1","default":1},"unreachable":{"type":"string","enum":["count","skip"],"description":"Hosts that do not answer: count = as in maintenance and not healthy, so that they use up the budget and hold the next ring; skip = left out of both, and patched when they are back; omitted = count","default":"count"}},"additionalProperties":false,"description":"One ring: the hosts that go before or after others"},"description":"In this order; a ring starts when the one before it has been healthy for its soak","minItems":1,"maxItems":50},"before":{"type":"object","required":["drain"],"properties":{"drain":{"type":"string","enum":["planned-failover","none"],"description":"planned-failover: before a Hyper-V host is patched, its VMs move to the partner by Hyper-V Replica, and back after"},"checkpoint":{"type":"string","enum":["guests","none"],"description":"guests: before a guest with an agent of its own is patched, its VM gets a checkpoint, unless its role forbids going back to one; omitted = none","default":"none"},"freeDisk":{"type":"string","pattern":"^[1-9][0-9]{0,6}(MiB|GiB|TiB)$","title":"a size with its unit","examples":["512MiB","12GiB","2TiB"],"description":"Space that must be free on the system disk before anything is installed"},"backup":{"type":"object","required":["maxAge"],"properties":{"maxAge":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"The last good backup may be this old, and no older"}},"additionalProperties":false,"description":"Every VM that is moved or patched must have a good backup first; omitted = as its BackupPolicy says, if there is one"}},"additionalProperties":false,"description":"What is done, and must be so, before a host is patched"},"verify":{"type":"object","required":["within"],"properties":{"within":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"How long after the reboot all checks may take to pass"},"heartbeat":{"type":"string","enum":["all-vms","none"],"description":"all-vms: every running VM of a Hyper-V host must answer its heartbeat; omitted = all-vms","default":"all-vms"},"services":{"type":"array","items":{"type":"string","pattern":"^[A-Za-z0-9]([A-Za-z0-9_.@$-]{0,78}[A-Za-z0-9_])?$","title":"the name of a service","examples":["vmms","nginx"],"description":"Short name of a Windows service"},"description":"Services that must run on Hyper-V hosts (vmms); other hosts name theirs in Host.checks","maxItems":50}},"additionalProperties":false,"description":"What must be true for a patched host to count as healthy"},"onFailure":{"type":"string","enum":["roll-back-and-halt","halt"],"description":"What happens when a host fails: go back to what was installed before and halt the rollout, or only halt it"},"attempt":{"type":"integer","minimum":1,"maximum":1000,"description":"Raise it, in a reviewed commit, to try failed hosts again; omitted = 1","default":1},"acceptPlan":{"type":"string","pattern":"^[0-9a-f]{64}$","title":"the intent of a plan, 64 hex digits","description":"The new intent, when the plan drifted from what reviewers saw and this one is accepted"}},"additionalProperties":false,"description":"The rollout"}},"additionalProperties":false,"title":"PatchRollout","description":"Brings hosts to a baseline: in which order, when, with which care, and what happens when it fails."};
const pattern56 = new RegExp("^(100|[1-9]?[0-9])%$", "u");
const pattern61 = new RegExp("^[0-9a-f]{64}$", "u");

function validate5(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate5.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema5.required,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema5.required,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema5.required,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema5.required,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema5.properties.apiVersion.type,parentSchema:schema5.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema5.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema5.properties.kind.type,parentSchema:schema5.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("PatchRollout" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "PatchRollout"},schema:"PatchRollout",parentSchema:schema5.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema5.properties.metadata.required,parentSchema:schema5.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema5.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema5.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema5.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema5.properties.metadata.properties.name.type,parentSchema:schema5.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema5.properties.metadata.type,parentSchema:schema5.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.baseline === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "baseline"},schema:schema5.properties.spec.required,parentSchema:schema5.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.rings === undefined){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "rings"},schema:schema5.properties.spec.required,parentSchema:schema5.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4.before === undefined){
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "before"},schema:schema5.properties.spec.required,parentSchema:schema5.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data4.verify === undefined){
const err18 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "verify"},schema:schema5.properties.spec.required,parentSchema:schema5.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data4.onFailure === undefined){
const err19 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "onFailure"},schema:schema5.properties.spec.required,parentSchema:schema5.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
for(const key2 in data4){
if(!(func7.call(schema5.properties.spec.properties, key2))){
const err20 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema5.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data4.baseline !== undefined){
let data5 = data4.baseline;
if(typeof data5 === "string"){
if(func0(data5) > 63){
const err21 = {instancePath:instancePath+"/spec/baseline",schemaPath:"#/properties/spec/properties/baseline/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema5.properties.spec.properties.baseline,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!pattern0.test(data5)){
const err22 = {instancePath:instancePath+"/spec/baseline",schemaPath:"#/properties/spec/properties/baseline/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema5.properties.spec.properties.baseline,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/spec/baseline",schemaPath:"#/properties/spec/properties/baseline/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.baseline.type,parentSchema:schema5.properties.spec.properties.baseline,data:data5};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data4.lane !== undefined){
let data6 = data4.lane;
if(typeof data6 !== "string"){
const err24 = {instancePath:instancePath+"/spec/lane",schemaPath:"#/properties/spec/properties/lane/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.lane.type,parentSchema:schema5.properties.spec.properties.lane,data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!((data6 === "normal") || (data6 === "emergency"))){
const err25 = {instancePath:instancePath+"/spec/lane",schemaPath:"#/properties/spec/properties/lane/enum",keyword:"enum",params:{allowedValues: schema5.properties.spec.properties.lane.enum},schema:schema5.properties.spec.properties.lane.enum,parentSchema:schema5.properties.spec.properties.lane,data:data6};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data4.window !== undefined){
let data7 = data4.window;
if(typeof data7 === "string"){
if(func0(data7) > 63){
const err26 = {instancePath:instancePath+"/spec/window",schemaPath:"#/properties/spec/properties/window/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema5.properties.spec.properties.window,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(!pattern0.test(data7)){
const err27 = {instancePath:instancePath+"/spec/window",schemaPath:"#/properties/spec/properties/window/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema5.properties.spec.properties.window,data:data7};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/spec/window",schemaPath:"#/properties/spec/properties/window/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.window.type,parentSchema:schema5.properties.spec.properties.window,data:data7};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data4.notice !== undefined){
let data8 = data4.notice;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.days === undefined){
const err29 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/required",keyword:"required",params:{missingProperty: "days"},schema:schema5.properties.spec.properties.notice.required,parentSchema:schema5.properties.spec.properties.notice,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data8.postponableUntilDays === undefined){
const err30 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/required",keyword:"required",params:{missingProperty: "postponableUntilDays"},schema:schema5.properties.spec.properties.notice.required,parentSchema:schema5.properties.spec.properties.notice,data:data8};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
for(const key3 in data8){
if(!((key3 === "days") || (key3 === "postponableUntilDays"))){
const err31 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema5.properties.spec.properties.notice,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data8.days !== undefined){
let data9 = data8.days;
if(!((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9)))){
const err32 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/type",keyword:"type",params:{type: "integer"},schema:schema5.properties.spec.properties.notice.properties.days.type,parentSchema:schema5.properties.spec.properties.notice.properties.days,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(typeof data9 == "number"){
if(data9 > 90 || isNaN(data9)){
const err33 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/maximum",keyword:"maximum",params:{comparison: "<=", limit: 90},schema:90,parentSchema:schema5.properties.spec.properties.notice.properties.days,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data9 < 0 || isNaN(data9)){
const err34 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema5.properties.spec.properties.notice.properties.days,data:data9};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
if(data8.postponableUntilDays !== undefined){
let data10 = data8.postponableUntilDays;
if(!((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10)))){
const err35 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/type",keyword:"type",params:{type: "integer"},schema:schema5.properties.spec.properties.notice.properties.postponableUntilDays.type,parentSchema:schema5.properties.spec.properties.notice.properties.postponableUntilDays,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(typeof data10 == "number"){
if(data10 > 90 || isNaN(data10)){
const err36 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/maximum",keyword:"maximum",params:{comparison: "<=", limit: 90},schema:90,parentSchema:schema5.properties.spec.properties.notice.properties.postponableUntilDays,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data10 < 0 || isNaN(data10)){
const err37 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema5.properties.spec.properties.notice.properties.postponableUntilDays,data:data10};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
}
else {
const err38 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/type",keyword:"type",params:{type: "object"},schema:schema5.properties.spec.properties.notice.type,parentSchema:schema5.properties.spec.properties.notice,data:data8};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data4.rings !== undefined){
let data11 = data4.rings;
if(Array.isArray(data11)){
if(data11.length > 50){
const err39 = {instancePath:instancePath+"/spec/rings",schemaPath:"#/properties/spec/properties/rings/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema5.properties.spec.properties.rings,data:data11};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data11.length < 1){
const err40 = {instancePath:instancePath+"/spec/rings",schemaPath:"#/properties/spec/properties/rings/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema5.properties.spec.properties.rings,data:data11};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
const len0 = data11.length;
for(let i0=0; i0<len0; i0++){
let data12 = data11[i0];
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.name === undefined){
const err41 = {instancePath:instancePath+"/spec/rings/" + i0,schemaPath:"#/properties/spec/properties/rings/items/required",keyword:"required",params:{missingProperty: "name"},schema:schema5.properties.spec.properties.rings.items.required,parentSchema:schema5.properties.spec.properties.rings.items,data:data12};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data12.hosts === undefined){
const err42 = {instancePath:instancePath+"/spec/rings/" + i0,schemaPath:"#/properties/spec/properties/rings/items/required",keyword:"required",params:{missingProperty: "hosts"},schema:schema5.properties.spec.properties.rings.items.required,parentSchema:schema5.properties.spec.properties.rings.items,data:data12};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
for(const key4 in data12){
if(!(((((((key4 === "name") || (key4 === "hosts")) || (key4 === "soak")) || (key4 === "success")) || (key4 === "maxUnavailable")) || (key4 === "maxFailed")) || (key4 === "unreachable"))){
const err43 = {instancePath:instancePath+"/spec/rings/" + i0,schemaPath:"#/properties/spec/properties/rings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},schema:false,parentSchema:schema5.properties.spec.properties.rings.items,data:data12};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data12.name !== undefined){
let data13 = data12.name;
if(typeof data13 === "string"){
if(func0(data13) > 63){
const err44 = {instancePath:instancePath+"/spec/rings/" + i0+"/name",schemaPath:"#/properties/spec/properties/rings/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema5.properties.spec.properties.rings.items.properties.name,data:data13};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(!pattern0.test(data13)){
const err45 = {instancePath:instancePath+"/spec/rings/" + i0+"/name",schemaPath:"#/properties/spec/properties/rings/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema5.properties.spec.properties.rings.items.properties.name,data:data13};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/spec/rings/" + i0+"/name",schemaPath:"#/properties/spec/properties/rings/items/properties/name/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.rings.items.properties.name.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.name,data:data13};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data12.hosts !== undefined){
let data14 = data12.hosts;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(Object.keys(data14).length > 32){
const err47 = {instancePath:instancePath+"/spec/rings/" + i0+"/hosts",schemaPath:"#/properties/spec/properties/rings/items/properties/hosts/maxProperties",keyword:"maxProperties",params:{limit: 32},schema:32,parentSchema:schema5.properties.spec.properties.rings.items.properties.hosts,data:data14};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(Object.keys(data14).length < 1){
const err48 = {instancePath:instancePath+"/spec/rings/" + i0+"/hosts",schemaPath:"#/properties/spec/properties/rings/items/properties/hosts/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema5.properties.spec.properties.rings.items.properties.hosts,data:data14};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
for(const key5 in data14){
const _errs36 = errors;
if(typeof key5 === "string"){
if(!pattern12.test(key5)){
const err49 = {instancePath:instancePath+"/spec/rings/" + i0+"/hosts",schemaPath:"#/properties/spec/properties/rings/items/properties/hosts/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9]([a-z0-9./-]{0,61}[a-z0-9])?$"},schema:"^[a-z0-9]([a-z0-9./-]{0,61}[a-z0-9])?$",parentSchema:schema5.properties.spec.properties.rings.items.properties.hosts.propertyNames,data:key5,propertyName:key5};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
var valid7 = _errs36 === errors;
if(!valid7){
const err50 = {instancePath:instancePath+"/spec/rings/" + i0+"/hosts",schemaPath:"#/properties/spec/properties/rings/items/properties/hosts/propertyNames",keyword:"propertyNames",params:{propertyName: key5},schema:schema5.properties.spec.properties.rings.items.properties.hosts.propertyNames,parentSchema:schema5.properties.spec.properties.rings.items.properties.hosts,data:data14};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
for(const key6 in data14){
let data15 = data14[key6];
if(typeof data15 === "string"){
if(!pattern13.test(data15)){
const err51 = {instancePath:instancePath+"/spec/rings/" + i0+"/hosts/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/rings/items/properties/hosts/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema5.properties.spec.properties.rings.items.properties.hosts.additionalProperties,data:data15};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
else {
const err52 = {instancePath:instancePath+"/spec/rings/" + i0+"/hosts/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/rings/items/properties/hosts/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.rings.items.properties.hosts.additionalProperties.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.hosts.additionalProperties,data:data15};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath:instancePath+"/spec/rings/" + i0+"/hosts",schemaPath:"#/properties/spec/properties/rings/items/properties/hosts/type",keyword:"type",params:{type: "object"},schema:schema5.properties.spec.properties.rings.items.properties.hosts.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.hosts,data:data14};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data12.soak !== undefined){
let data16 = data12.soak;
if(typeof data16 === "string"){
if(!pattern2.test(data16)){
const err54 = {instancePath:instancePath+"/spec/rings/" + i0+"/soak",schemaPath:"#/properties/spec/properties/rings/items/properties/soak/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema5.properties.spec.properties.rings.items.properties.soak,data:data16};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/spec/rings/" + i0+"/soak",schemaPath:"#/properties/spec/properties/rings/items/properties/soak/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.rings.items.properties.soak.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.soak,data:data16};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data12.success !== undefined){
let data17 = data12.success;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key7 in data17){
if(!((key7 === "healthy") || (key7 === "minimum"))){
const err56 = {instancePath:instancePath+"/spec/rings/" + i0+"/success",schemaPath:"#/properties/spec/properties/rings/items/properties/success/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},schema:false,parentSchema:schema5.properties.spec.properties.rings.items.properties.success,data:data17};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data17.healthy !== undefined){
let data18 = data17.healthy;
if(typeof data18 === "string"){
if(!pattern56.test(data18)){
const err57 = {instancePath:instancePath+"/spec/rings/" + i0+"/success/healthy",schemaPath:"#/properties/spec/properties/rings/items/properties/success/properties/healthy/pattern",keyword:"pattern",params:{pattern: "^(100|[1-9]?[0-9])%$"},schema:"^(100|[1-9]?[0-9])%$",parentSchema:schema5.properties.spec.properties.rings.items.properties.success.properties.healthy,data:data18};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/spec/rings/" + i0+"/success/healthy",schemaPath:"#/properties/spec/properties/rings/items/properties/success/properties/healthy/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.rings.items.properties.success.properties.healthy.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.success.properties.healthy,data:data18};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data17.minimum !== undefined){
let data19 = data17.minimum;
if(!((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19)))){
const err59 = {instancePath:instancePath+"/spec/rings/" + i0+"/success/minimum",schemaPath:"#/properties/spec/properties/rings/items/properties/success/properties/minimum/type",keyword:"type",params:{type: "integer"},schema:schema5.properties.spec.properties.rings.items.properties.success.properties.minimum.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.success.properties.minimum,data:data19};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(typeof data19 == "number"){
if(data19 > 10000 || isNaN(data19)){
const err60 = {instancePath:instancePath+"/spec/rings/" + i0+"/success/minimum",schemaPath:"#/properties/spec/properties/rings/items/properties/success/properties/minimum/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},schema:10000,parentSchema:schema5.properties.spec.properties.rings.items.properties.success.properties.minimum,data:data19};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data19 < 1 || isNaN(data19)){
const err61 = {instancePath:instancePath+"/spec/rings/" + i0+"/success/minimum",schemaPath:"#/properties/spec/properties/rings/items/properties/success/properties/minimum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema5.properties.spec.properties.rings.items.properties.success.properties.minimum,data:data19};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
}
else {
const err62 = {instancePath:instancePath+"/spec/rings/" + i0+"/success",schemaPath:"#/properties/spec/properties/rings/items/properties/success/type",keyword:"type",params:{type: "object"},schema:schema5.properties.spec.properties.rings.items.properties.success.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.success,data:data17};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data12.maxUnavailable !== undefined){
let data20 = data12.maxUnavailable;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(Object.keys(data20).length < 1){
const err63 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxUnavailable",schemaPath:"#/properties/spec/properties/rings/items/properties/maxUnavailable/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable,data:data20};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
for(const key8 in data20){
if(!((key8 === "perSite") || (key8 === "total"))){
const err64 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxUnavailable",schemaPath:"#/properties/spec/properties/rings/items/properties/maxUnavailable/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},schema:false,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable,data:data20};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data20.perSite !== undefined){
let data21 = data20.perSite;
if(!((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21)))){
const err65 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxUnavailable/perSite",schemaPath:"#/properties/spec/properties/rings/items/properties/maxUnavailable/properties/perSite/type",keyword:"type",params:{type: "integer"},schema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable.properties.perSite.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable.properties.perSite,data:data21};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(typeof data21 == "number"){
if(data21 > 10000 || isNaN(data21)){
const err66 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxUnavailable/perSite",schemaPath:"#/properties/spec/properties/rings/items/properties/maxUnavailable/properties/perSite/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},schema:10000,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable.properties.perSite,data:data21};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data21 < 1 || isNaN(data21)){
const err67 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxUnavailable/perSite",schemaPath:"#/properties/spec/properties/rings/items/properties/maxUnavailable/properties/perSite/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable.properties.perSite,data:data21};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
if(data20.total !== undefined){
let data22 = data20.total;
if(!((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22)))){
const err68 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxUnavailable/total",schemaPath:"#/properties/spec/properties/rings/items/properties/maxUnavailable/properties/total/type",keyword:"type",params:{type: "integer"},schema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable.properties.total.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable.properties.total,data:data22};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(typeof data22 == "number"){
if(data22 > 10000 || isNaN(data22)){
const err69 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxUnavailable/total",schemaPath:"#/properties/spec/properties/rings/items/properties/maxUnavailable/properties/total/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},schema:10000,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable.properties.total,data:data22};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(data22 < 1 || isNaN(data22)){
const err70 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxUnavailable/total",schemaPath:"#/properties/spec/properties/rings/items/properties/maxUnavailable/properties/total/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable.properties.total,data:data22};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
}
else {
const err71 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxUnavailable",schemaPath:"#/properties/spec/properties/rings/items/properties/maxUnavailable/type",keyword:"type",params:{type: "object"},schema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxUnavailable,data:data20};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data12.maxFailed !== undefined){
let data23 = data12.maxFailed;
if(!((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23)))){
const err72 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxFailed",schemaPath:"#/properties/spec/properties/rings/items/properties/maxFailed/type",keyword:"type",params:{type: "integer"},schema:schema5.properties.spec.properties.rings.items.properties.maxFailed.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxFailed,data:data23};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(typeof data23 == "number"){
if(data23 > 1000 || isNaN(data23)){
const err73 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxFailed",schemaPath:"#/properties/spec/properties/rings/items/properties/maxFailed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxFailed,data:data23};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data23 < 1 || isNaN(data23)){
const err74 = {instancePath:instancePath+"/spec/rings/" + i0+"/maxFailed",schemaPath:"#/properties/spec/properties/rings/items/properties/maxFailed/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema5.properties.spec.properties.rings.items.properties.maxFailed,data:data23};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
if(data12.unreachable !== undefined){
let data24 = data12.unreachable;
if(typeof data24 !== "string"){
const err75 = {instancePath:instancePath+"/spec/rings/" + i0+"/unreachable",schemaPath:"#/properties/spec/properties/rings/items/properties/unreachable/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.rings.items.properties.unreachable.type,parentSchema:schema5.properties.spec.properties.rings.items.properties.unreachable,data:data24};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(!((data24 === "count") || (data24 === "skip"))){
const err76 = {instancePath:instancePath+"/spec/rings/" + i0+"/unreachable",schemaPath:"#/properties/spec/properties/rings/items/properties/unreachable/enum",keyword:"enum",params:{allowedValues: schema5.properties.spec.properties.rings.items.properties.unreachable.enum},schema:schema5.properties.spec.properties.rings.items.properties.unreachable.enum,parentSchema:schema5.properties.spec.properties.rings.items.properties.unreachable,data:data24};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
else {
const err77 = {instancePath:instancePath+"/spec/rings/" + i0,schemaPath:"#/properties/spec/properties/rings/items/type",keyword:"type",params:{type: "object"},schema:schema5.properties.spec.properties.rings.items.type,parentSchema:schema5.properties.spec.properties.rings.items,data:data12};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath:instancePath+"/spec/rings",schemaPath:"#/properties/spec/properties/rings/type",keyword:"type",params:{type: "array"},schema:schema5.properties.spec.properties.rings.type,parentSchema:schema5.properties.spec.properties.rings,data:data11};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data4.before !== undefined){
let data25 = data4.before;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.drain === undefined){
const err79 = {instancePath:instancePath+"/spec/before",schemaPath:"#/properties/spec/properties/before/required",keyword:"required",params:{missingProperty: "drain"},schema:schema5.properties.spec.properties.before.required,parentSchema:schema5.properties.spec.properties.before,data:data25};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
for(const key9 in data25){
if(!((((key9 === "drain") || (key9 === "checkpoint")) || (key9 === "freeDisk")) || (key9 === "backup"))){
const err80 = {instancePath:instancePath+"/spec/before",schemaPath:"#/properties/spec/properties/before/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},schema:false,parentSchema:schema5.properties.spec.properties.before,data:data25};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data25.drain !== undefined){
let data26 = data25.drain;
if(typeof data26 !== "string"){
const err81 = {instancePath:instancePath+"/spec/before/drain",schemaPath:"#/properties/spec/properties/before/properties/drain/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.before.properties.drain.type,parentSchema:schema5.properties.spec.properties.before.properties.drain,data:data26};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(!((data26 === "planned-failover") || (data26 === "none"))){
const err82 = {instancePath:instancePath+"/spec/before/drain",schemaPath:"#/properties/spec/properties/before/properties/drain/enum",keyword:"enum",params:{allowedValues: schema5.properties.spec.properties.before.properties.drain.enum},schema:schema5.properties.spec.properties.before.properties.drain.enum,parentSchema:schema5.properties.spec.properties.before.properties.drain,data:data26};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data25.checkpoint !== undefined){
let data27 = data25.checkpoint;
if(typeof data27 !== "string"){
const err83 = {instancePath:instancePath+"/spec/before/checkpoint",schemaPath:"#/properties/spec/properties/before/properties/checkpoint/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.before.properties.checkpoint.type,parentSchema:schema5.properties.spec.properties.before.properties.checkpoint,data:data27};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(!((data27 === "guests") || (data27 === "none"))){
const err84 = {instancePath:instancePath+"/spec/before/checkpoint",schemaPath:"#/properties/spec/properties/before/properties/checkpoint/enum",keyword:"enum",params:{allowedValues: schema5.properties.spec.properties.before.properties.checkpoint.enum},schema:schema5.properties.spec.properties.before.properties.checkpoint.enum,parentSchema:schema5.properties.spec.properties.before.properties.checkpoint,data:data27};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data25.freeDisk !== undefined){
let data28 = data25.freeDisk;
if(typeof data28 === "string"){
if(!pattern17.test(data28)){
const err85 = {instancePath:instancePath+"/spec/before/freeDisk",schemaPath:"#/properties/spec/properties/before/properties/freeDisk/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,6}(MiB|GiB|TiB)$"},schema:"^[1-9][0-9]{0,6}(MiB|GiB|TiB)$",parentSchema:schema5.properties.spec.properties.before.properties.freeDisk,data:data28};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
else {
const err86 = {instancePath:instancePath+"/spec/before/freeDisk",schemaPath:"#/properties/spec/properties/before/properties/freeDisk/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.before.properties.freeDisk.type,parentSchema:schema5.properties.spec.properties.before.properties.freeDisk,data:data28};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data25.backup !== undefined){
let data29 = data25.backup;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(data29.maxAge === undefined){
const err87 = {instancePath:instancePath+"/spec/before/backup",schemaPath:"#/properties/spec/properties/before/properties/backup/required",keyword:"required",params:{missingProperty: "maxAge"},schema:schema5.properties.spec.properties.before.properties.backup.required,parentSchema:schema5.properties.spec.properties.before.properties.backup,data:data29};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
for(const key10 in data29){
if(!(key10 === "maxAge")){
const err88 = {instancePath:instancePath+"/spec/before/backup",schemaPath:"#/properties/spec/properties/before/properties/backup/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},schema:false,parentSchema:schema5.properties.spec.properties.before.properties.backup,data:data29};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data29.maxAge !== undefined){
let data30 = data29.maxAge;
if(typeof data30 === "string"){
if(!pattern2.test(data30)){
const err89 = {instancePath:instancePath+"/spec/before/backup/maxAge",schemaPath:"#/properties/spec/properties/before/properties/backup/properties/maxAge/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema5.properties.spec.properties.before.properties.backup.properties.maxAge,data:data30};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
else {
const err90 = {instancePath:instancePath+"/spec/before/backup/maxAge",schemaPath:"#/properties/spec/properties/before/properties/backup/properties/maxAge/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.before.properties.backup.properties.maxAge.type,parentSchema:schema5.properties.spec.properties.before.properties.backup.properties.maxAge,data:data30};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
else {
const err91 = {instancePath:instancePath+"/spec/before/backup",schemaPath:"#/properties/spec/properties/before/properties/backup/type",keyword:"type",params:{type: "object"},schema:schema5.properties.spec.properties.before.properties.backup.type,parentSchema:schema5.properties.spec.properties.before.properties.backup,data:data29};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
else {
const err92 = {instancePath:instancePath+"/spec/before",schemaPath:"#/properties/spec/properties/before/type",keyword:"type",params:{type: "object"},schema:schema5.properties.spec.properties.before.type,parentSchema:schema5.properties.spec.properties.before,data:data25};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data4.verify !== undefined){
let data31 = data4.verify;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.within === undefined){
const err93 = {instancePath:instancePath+"/spec/verify",schemaPath:"#/properties/spec/properties/verify/required",keyword:"required",params:{missingProperty: "within"},schema:schema5.properties.spec.properties.verify.required,parentSchema:schema5.properties.spec.properties.verify,data:data31};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
for(const key11 in data31){
if(!(((key11 === "within") || (key11 === "heartbeat")) || (key11 === "services"))){
const err94 = {instancePath:instancePath+"/spec/verify",schemaPath:"#/properties/spec/properties/verify/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},schema:false,parentSchema:schema5.properties.spec.properties.verify,data:data31};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data31.within !== undefined){
let data32 = data31.within;
if(typeof data32 === "string"){
if(!pattern2.test(data32)){
const err95 = {instancePath:instancePath+"/spec/verify/within",schemaPath:"#/properties/spec/properties/verify/properties/within/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema5.properties.spec.properties.verify.properties.within,data:data32};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/spec/verify/within",schemaPath:"#/properties/spec/properties/verify/properties/within/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.verify.properties.within.type,parentSchema:schema5.properties.spec.properties.verify.properties.within,data:data32};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data31.heartbeat !== undefined){
let data33 = data31.heartbeat;
if(typeof data33 !== "string"){
const err97 = {instancePath:instancePath+"/spec/verify/heartbeat",schemaPath:"#/properties/spec/properties/verify/properties/heartbeat/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.verify.properties.heartbeat.type,parentSchema:schema5.properties.spec.properties.verify.properties.heartbeat,data:data33};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(!((data33 === "all-vms") || (data33 === "none"))){
const err98 = {instancePath:instancePath+"/spec/verify/heartbeat",schemaPath:"#/properties/spec/properties/verify/properties/heartbeat/enum",keyword:"enum",params:{allowedValues: schema5.properties.spec.properties.verify.properties.heartbeat.enum},schema:schema5.properties.spec.properties.verify.properties.heartbeat.enum,parentSchema:schema5.properties.spec.properties.verify.properties.heartbeat,data:data33};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data31.services !== undefined){
let data34 = data31.services;
if(Array.isArray(data34)){
if(data34.length > 50){
const err99 = {instancePath:instancePath+"/spec/verify/services",schemaPath:"#/properties/spec/properties/verify/properties/services/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema5.properties.spec.properties.verify.properties.services,data:data34};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
const len1 = data34.length;
for(let i1=0; i1<len1; i1++){
let data35 = data34[i1];
if(typeof data35 === "string"){
if(!pattern21.test(data35)){
const err100 = {instancePath:instancePath+"/spec/verify/services/" + i1,schemaPath:"#/properties/spec/properties/verify/properties/services/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9_.@$-]{0,78}[A-Za-z0-9_])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9_.@$-]{0,78}[A-Za-z0-9_])?$",parentSchema:schema5.properties.spec.properties.verify.properties.services.items,data:data35};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
else {
const err101 = {instancePath:instancePath+"/spec/verify/services/" + i1,schemaPath:"#/properties/spec/properties/verify/properties/services/items/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.verify.properties.services.items.type,parentSchema:schema5.properties.spec.properties.verify.properties.services.items,data:data35};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
}
else {
const err102 = {instancePath:instancePath+"/spec/verify/services",schemaPath:"#/properties/spec/properties/verify/properties/services/type",keyword:"type",params:{type: "array"},schema:schema5.properties.spec.properties.verify.properties.services.type,parentSchema:schema5.properties.spec.properties.verify.properties.services,data:data34};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
}
else {
const err103 = {instancePath:instancePath+"/spec/verify",schemaPath:"#/properties/spec/properties/verify/type",keyword:"type",params:{type: "object"},schema:schema5.properties.spec.properties.verify.type,parentSchema:schema5.properties.spec.properties.verify,data:data31};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data4.onFailure !== undefined){
let data36 = data4.onFailure;
if(typeof data36 !== "string"){
const err104 = {instancePath:instancePath+"/spec/onFailure",schemaPath:"#/properties/spec/properties/onFailure/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.onFailure.type,parentSchema:schema5.properties.spec.properties.onFailure,data:data36};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(!((data36 === "roll-back-and-halt") || (data36 === "halt"))){
const err105 = {instancePath:instancePath+"/spec/onFailure",schemaPath:"#/properties/spec/properties/onFailure/enum",keyword:"enum",params:{allowedValues: schema5.properties.spec.properties.onFailure.enum},schema:schema5.properties.spec.properties.onFailure.enum,parentSchema:schema5.properties.spec.properties.onFailure,data:data36};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data4.attempt !== undefined){
let data37 = data4.attempt;
if(!((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37)))){
const err106 = {instancePath:instancePath+"/spec/attempt",schemaPath:"#/properties/spec/properties/attempt/type",keyword:"type",params:{type: "integer"},schema:schema5.properties.spec.properties.attempt.type,parentSchema:schema5.properties.spec.properties.attempt,data:data37};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(typeof data37 == "number"){
if(data37 > 1000 || isNaN(data37)){
const err107 = {instancePath:instancePath+"/spec/attempt",schemaPath:"#/properties/spec/properties/attempt/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema5.properties.spec.properties.attempt,data:data37};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(data37 < 1 || isNaN(data37)){
const err108 = {instancePath:instancePath+"/spec/attempt",schemaPath:"#/properties/spec/properties/attempt/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema5.properties.spec.properties.attempt,data:data37};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
}
if(data4.acceptPlan !== undefined){
let data38 = data4.acceptPlan;
if(typeof data38 === "string"){
if(!pattern61.test(data38)){
const err109 = {instancePath:instancePath+"/spec/acceptPlan",schemaPath:"#/properties/spec/properties/acceptPlan/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},schema:"^[0-9a-f]{64}$",parentSchema:schema5.properties.spec.properties.acceptPlan,data:data38};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
else {
const err110 = {instancePath:instancePath+"/spec/acceptPlan",schemaPath:"#/properties/spec/properties/acceptPlan/type",keyword:"type",params:{type: "string"},schema:schema5.properties.spec.properties.acceptPlan.type,parentSchema:schema5.properties.spec.properties.acceptPlan,data:data38};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
else {
const err111 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema5.properties.spec.type,parentSchema:schema5.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
else {
const err112 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema5.type,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
validate5.errors = vErrors;
return errors === 0;
}
validate5.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.MaintenanceWindow = validate6;
const schema6 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"MaintenanceWindow","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the MaintenanceWindow, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["opens"],"properties":{"timezone":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_+/-]{0,63}$","title":"an IANA time zone","examples":["Europe/Paris","UTC"],"description":"IANA time zone; omitted = that of the Fleet"},"opens":{"type":"object","properties":{"weekly":{"type":"object","required":["day","at"],"properties":{"day":{"type":"string","enum":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"],"description":"Day of the week"},"at":{"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]$","title":"a time of day, HH:MM","examples":["20:00"],"description":"Time of day, HH:MM"},"nth":{"type":"integer","enum":[1,2,3,4,5,-1],"description":"Only the first, second… such day of the month, -1 = the last; omitted = every week"}},"additionalProperties":false,"description":"Every week, or once a month with `nth`"},"cron":{"type":"string","pattern":"^[^\\s]+( [^\\s]+){4}$","maxLength":120,"title":"a cron expression of five fields (minute hour day month weekday)","examples":["0 20 * * 6"],"description":"Five fields as Vixie cron reads them; day of month and day of week together mean either"},"once":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]$","title":"a local date and time without offset","examples":["2026-12-05T20:00"],"description":"Local date and time, once"},"anyOf":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a MaintenanceWindow"},"description":"Open whenever one of these windows is; each keeps its zone, duration and cutoff","minItems":2,"maxItems":50}},"additionalProperties":false,"description":"Exactly one of `weekly`, `cron`, `once` and `anyOf`","minProperties":1,"maxProperties":1,"title":"exactly one of `weekly`, `cron`, `once` and `anyOf`"},"duration":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"How long it stays open, P7D at most; left out only with `anyOf`. By wall clock in its time zone: an opening in the gap of a clock-change night opens at the end of the gap, one in the repeated hour opens at its first occurrence, once; the window closes when the duration has passed on the wall clock, so Saturday 20:00 for PT16H always ends on Sunday at 12:00, even when that night has 15 or 17 hours. It belongs to its opening day."},"cutoff":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"Nothing starts in the last part of the window, however short it is; omitted = PT0S","default":"PT0S"}},"additionalProperties":false,"description":"The window"}},"additionalProperties":false,"title":"MaintenanceWindow","description":"When rollouts may work. By wall clock in its time zone: an opening in the gap of a clock-change night opens at the end of the gap, one in the repeated hour opens at its first occurrence, once; the window closes when the duration has passed on the wall clock, so Saturday 20:00 for PT16H always ends on Sunday at 12:00, even when that night has 15 or 17 hours. It belongs to its opening day."};
const pattern64 = new RegExp("^([01][0-9]|2[0-3]):[0-5][0-9]$", "u");
const pattern65 = new RegExp("^[^\\s]+( [^\\s]+){4}$", "u");
const pattern66 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]$", "u");

function validate6(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate6.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema6.required,parentSchema:schema6,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema6.required,parentSchema:schema6,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema6.required,parentSchema:schema6,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema6.required,parentSchema:schema6,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema6,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema6.properties.apiVersion.type,parentSchema:schema6.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema6.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema6.properties.kind.type,parentSchema:schema6.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("MaintenanceWindow" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "MaintenanceWindow"},schema:"MaintenanceWindow",parentSchema:schema6.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema6.properties.metadata.required,parentSchema:schema6.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema6.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema6.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema6.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema6.properties.metadata.properties.name.type,parentSchema:schema6.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema6.properties.metadata.type,parentSchema:schema6.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.opens === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "opens"},schema:schema6.properties.spec.required,parentSchema:schema6.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key2 in data4){
if(!((((key2 === "timezone") || (key2 === "opens")) || (key2 === "duration")) || (key2 === "cutoff"))){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema6.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data4.timezone !== undefined){
let data5 = data4.timezone;
if(typeof data5 === "string"){
if(!pattern1.test(data5)){
const err17 = {instancePath:instancePath+"/spec/timezone",schemaPath:"#/properties/spec/properties/timezone/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9_+/-]{0,63}$"},schema:"^[A-Za-z][A-Za-z0-9_+/-]{0,63}$",parentSchema:schema6.properties.spec.properties.timezone,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/spec/timezone",schemaPath:"#/properties/spec/properties/timezone/type",keyword:"type",params:{type: "string"},schema:schema6.properties.spec.properties.timezone.type,parentSchema:schema6.properties.spec.properties.timezone,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.opens !== undefined){
let data6 = data4.opens;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length > 1){
const err19 = {instancePath:instancePath+"/spec/opens",schemaPath:"#/properties/spec/properties/opens/maxProperties",keyword:"maxProperties",params:{limit: 1},schema:1,parentSchema:schema6.properties.spec.properties.opens,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(Object.keys(data6).length < 1){
const err20 = {instancePath:instancePath+"/spec/opens",schemaPath:"#/properties/spec/properties/opens/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema6.properties.spec.properties.opens,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
for(const key3 in data6){
if(!((((key3 === "weekly") || (key3 === "cron")) || (key3 === "once")) || (key3 === "anyOf"))){
const err21 = {instancePath:instancePath+"/spec/opens",schemaPath:"#/properties/spec/properties/opens/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema6.properties.spec.properties.opens,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data6.weekly !== undefined){
let data7 = data6.weekly;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.day === undefined){
const err22 = {instancePath:instancePath+"/spec/opens/weekly",schemaPath:"#/properties/spec/properties/opens/properties/weekly/required",keyword:"required",params:{missingProperty: "day"},schema:schema6.properties.spec.properties.opens.properties.weekly.required,parentSchema:schema6.properties.spec.properties.opens.properties.weekly,data:data7};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data7.at === undefined){
const err23 = {instancePath:instancePath+"/spec/opens/weekly",schemaPath:"#/properties/spec/properties/opens/properties/weekly/required",keyword:"required",params:{missingProperty: "at"},schema:schema6.properties.spec.properties.opens.properties.weekly.required,parentSchema:schema6.properties.spec.properties.opens.properties.weekly,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
for(const key4 in data7){
if(!(((key4 === "day") || (key4 === "at")) || (key4 === "nth"))){
const err24 = {instancePath:instancePath+"/spec/opens/weekly",schemaPath:"#/properties/spec/properties/opens/properties/weekly/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},schema:false,parentSchema:schema6.properties.spec.properties.opens.properties.weekly,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data7.day !== undefined){
let data8 = data7.day;
if(typeof data8 !== "string"){
const err25 = {instancePath:instancePath+"/spec/opens/weekly/day",schemaPath:"#/properties/spec/properties/opens/properties/weekly/properties/day/type",keyword:"type",params:{type: "string"},schema:schema6.properties.spec.properties.opens.properties.weekly.properties.day.type,parentSchema:schema6.properties.spec.properties.opens.properties.weekly.properties.day,data:data8};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(!(((((((data8 === "monday") || (data8 === "tuesday")) || (data8 === "wednesday")) || (data8 === "thursday")) || (data8 === "friday")) || (data8 === "saturday")) || (data8 === "sunday"))){
const err26 = {instancePath:instancePath+"/spec/opens/weekly/day",schemaPath:"#/properties/spec/properties/opens/properties/weekly/properties/day/enum",keyword:"enum",params:{allowedValues: schema6.properties.spec.properties.opens.properties.weekly.properties.day.enum},schema:schema6.properties.spec.properties.opens.properties.weekly.properties.day.enum,parentSchema:schema6.properties.spec.properties.opens.properties.weekly.properties.day,data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data7.at !== undefined){
let data9 = data7.at;
if(typeof data9 === "string"){
if(!pattern64.test(data9)){
const err27 = {instancePath:instancePath+"/spec/opens/weekly/at",schemaPath:"#/properties/spec/properties/opens/properties/weekly/properties/at/pattern",keyword:"pattern",params:{pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$"},schema:"^([01][0-9]|2[0-3]):[0-5][0-9]$",parentSchema:schema6.properties.spec.properties.opens.properties.weekly.properties.at,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/spec/opens/weekly/at",schemaPath:"#/properties/spec/properties/opens/properties/weekly/properties/at/type",keyword:"type",params:{type: "string"},schema:schema6.properties.spec.properties.opens.properties.weekly.properties.at.type,parentSchema:schema6.properties.spec.properties.opens.properties.weekly.properties.at,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data7.nth !== undefined){
let data10 = data7.nth;
if(!((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10)))){
const err29 = {instancePath:instancePath+"/spec/opens/weekly/nth",schemaPath:"#/properties/spec/properties/opens/properties/weekly/properties/nth/type",keyword:"type",params:{type: "integer"},schema:schema6.properties.spec.properties.opens.properties.weekly.properties.nth.type,parentSchema:schema6.properties.spec.properties.opens.properties.weekly.properties.nth,data:data10};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(!((((((data10 === 1) || (data10 === 2)) || (data10 === 3)) || (data10 === 4)) || (data10 === 5)) || (data10 === -1))){
const err30 = {instancePath:instancePath+"/spec/opens/weekly/nth",schemaPath:"#/properties/spec/properties/opens/properties/weekly/properties/nth/enum",keyword:"enum",params:{allowedValues: schema6.properties.spec.properties.opens.properties.weekly.properties.nth.enum},schema:schema6.properties.spec.properties.opens.properties.weekly.properties.nth.enum,parentSchema:schema6.properties.spec.properties.opens.properties.weekly.properties.nth,data:data10};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/spec/opens/weekly",schemaPath:"#/properties/spec/properties/opens/properties/weekly/type",keyword:"type",params:{type: "object"},schema:schema6.properties.spec.properties.opens.properties.weekly.type,parentSchema:schema6.properties.spec.properties.opens.properties.weekly,data:data7};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data6.cron !== undefined){
let data11 = data6.cron;
if(typeof data11 === "string"){
if(func0(data11) > 120){
const err32 = {instancePath:instancePath+"/spec/opens/cron",schemaPath:"#/properties/spec/properties/opens/properties/cron/maxLength",keyword:"maxLength",params:{limit: 120},schema:120,parentSchema:schema6.properties.spec.properties.opens.properties.cron,data:data11};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(!pattern65.test(data11)){
const err33 = {instancePath:instancePath+"/spec/opens/cron",schemaPath:"#/properties/spec/properties/opens/properties/cron/pattern",keyword:"pattern",params:{pattern: "^[^\\s]+( [^\\s]+){4}$"},schema:"^[^\\s]+( [^\\s]+){4}$",parentSchema:schema6.properties.spec.properties.opens.properties.cron,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/spec/opens/cron",schemaPath:"#/properties/spec/properties/opens/properties/cron/type",keyword:"type",params:{type: "string"},schema:schema6.properties.spec.properties.opens.properties.cron.type,parentSchema:schema6.properties.spec.properties.opens.properties.cron,data:data11};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data6.once !== undefined){
let data12 = data6.once;
if(typeof data12 === "string"){
if(!pattern66.test(data12)){
const err35 = {instancePath:instancePath+"/spec/opens/once",schemaPath:"#/properties/spec/properties/opens/properties/once/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]$"},schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]$",parentSchema:schema6.properties.spec.properties.opens.properties.once,data:data12};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/spec/opens/once",schemaPath:"#/properties/spec/properties/opens/properties/once/type",keyword:"type",params:{type: "string"},schema:schema6.properties.spec.properties.opens.properties.once.type,parentSchema:schema6.properties.spec.properties.opens.properties.once,data:data12};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data6.anyOf !== undefined){
let data13 = data6.anyOf;
if(Array.isArray(data13)){
if(data13.length > 50){
const err37 = {instancePath:instancePath+"/spec/opens/anyOf",schemaPath:"#/properties/spec/properties/opens/properties/anyOf/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema6.properties.spec.properties.opens.properties.anyOf,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data13.length < 2){
const err38 = {instancePath:instancePath+"/spec/opens/anyOf",schemaPath:"#/properties/spec/properties/opens/properties/anyOf/minItems",keyword:"minItems",params:{limit: 2},schema:2,parentSchema:schema6.properties.spec.properties.opens.properties.anyOf,data:data13};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
const len0 = data13.length;
for(let i0=0; i0<len0; i0++){
let data14 = data13[i0];
if(typeof data14 === "string"){
if(func0(data14) > 63){
const err39 = {instancePath:instancePath+"/spec/opens/anyOf/" + i0,schemaPath:"#/properties/spec/properties/opens/properties/anyOf/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema6.properties.spec.properties.opens.properties.anyOf.items,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(!pattern0.test(data14)){
const err40 = {instancePath:instancePath+"/spec/opens/anyOf/" + i0,schemaPath:"#/properties/spec/properties/opens/properties/anyOf/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema6.properties.spec.properties.opens.properties.anyOf.items,data:data14};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/spec/opens/anyOf/" + i0,schemaPath:"#/properties/spec/properties/opens/properties/anyOf/items/type",keyword:"type",params:{type: "string"},schema:schema6.properties.spec.properties.opens.properties.anyOf.items.type,parentSchema:schema6.properties.spec.properties.opens.properties.anyOf.items,data:data14};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/spec/opens/anyOf",schemaPath:"#/properties/spec/properties/opens/properties/anyOf/type",keyword:"type",params:{type: "array"},schema:schema6.properties.spec.properties.opens.properties.anyOf.type,parentSchema:schema6.properties.spec.properties.opens.properties.anyOf,data:data13};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/spec/opens",schemaPath:"#/properties/spec/properties/opens/type",keyword:"type",params:{type: "object"},schema:schema6.properties.spec.properties.opens.type,parentSchema:schema6.properties.spec.properties.opens,data:data6};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data4.duration !== undefined){
let data15 = data4.duration;
if(typeof data15 === "string"){
if(!pattern2.test(data15)){
const err44 = {instancePath:instancePath+"/spec/duration",schemaPath:"#/properties/spec/properties/duration/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema6.properties.spec.properties.duration,data:data15};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/spec/duration",schemaPath:"#/properties/spec/properties/duration/type",keyword:"type",params:{type: "string"},schema:schema6.properties.spec.properties.duration.type,parentSchema:schema6.properties.spec.properties.duration,data:data15};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data4.cutoff !== undefined){
let data16 = data4.cutoff;
if(typeof data16 === "string"){
if(!pattern2.test(data16)){
const err46 = {instancePath:instancePath+"/spec/cutoff",schemaPath:"#/properties/spec/properties/cutoff/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema6.properties.spec.properties.cutoff,data:data16};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/spec/cutoff",schemaPath:"#/properties/spec/properties/cutoff/type",keyword:"type",params:{type: "string"},schema:schema6.properties.spec.properties.cutoff.type,parentSchema:schema6.properties.spec.properties.cutoff,data:data16};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema6.properties.spec.type,parentSchema:schema6.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema6.type,parentSchema:schema6,data};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
validate6.errors = vErrors;
return errors === 0;
}
validate6.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.ReplicationPolicy = validate7;
const schema7 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"ReplicationPolicy","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the ReplicationPolicy, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["frequency"],"properties":{"frequency":{"type":"string","enum":["PT30S","PT5M","PT15M"],"description":"How often changes are sent; a VM may say otherwise"},"recoveryPoints":{"type":"integer","minimum":0,"maximum":24,"description":"Hourly recovery points kept besides the newest; omitted = 0","default":0},"certificate":{"type":"object","required":["daysLeft"],"properties":{"daysLeft":{"type":"integer","minimum":1,"maximum":365,"description":"Days of validity that must be left on both hosts' certificates; people are told when there are fewer"}},"additionalProperties":false,"description":"The certificates by which the two hosts prove who they are, the only way without a domain; omitted = 14 days left"},"window":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the MaintenanceWindow in which replication is worked on; omitted = at any time. Only going home and resynchronizing are felt by users"},"notice":{"type":"object","required":["days","postponableUntilDays"],"properties":{"days":{"type":"integer","minimum":0,"maximum":90,"description":"People are told this many days before the first planned start; 0 = told at once, nobody waits"},"postponableUntilDays":{"type":"integer","minimum":0,"maximum":90,"description":"Inside this many days before the start a commit may not postpone; a Hold or a stop always may"}},"additionalProperties":false,"description":"How people are told; omitted = as the Fleet says. Setting up and repairing interrupts nothing: { days: 0, postponableUntilDays: 0 } is usual"},"maxAtOnce":{"type":"integer","minimum":1,"maximum":100,"description":"Initial replications and resynchronizations under way at once on one host; omitted = 2","default":2},"testFailover":{"type":"object","required":["every"],"properties":{"every":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"How often each replica is tried out"},"within":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"How long its copy may take to answer; the copy is removed in any case; omitted = PT30M","default":"PT30M"}},"additionalProperties":false,"description":"Proof that replicas start: a copy without network is started from the replica, and removed; omitted = never"},"attempt":{"type":"integer","minimum":1,"maximum":1000,"description":"Raise it, in a reviewed commit, to try again what failed; omitted = 1","default":1}},"additionalProperties":false,"description":"The policy"}},"additionalProperties":false,"title":"ReplicationPolicy","description":"How the VMs that name it are replicated by Hyper-V Replica over certificates. Their replication is set up, changed and repaired, they go home after a failover, and their replicas are tried out."};

function validate7(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate7.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema7.required,parentSchema:schema7,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema7.required,parentSchema:schema7,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema7.required,parentSchema:schema7,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema7.required,parentSchema:schema7,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema7,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema7.properties.apiVersion.type,parentSchema:schema7.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema7.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema7.properties.kind.type,parentSchema:schema7.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("ReplicationPolicy" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "ReplicationPolicy"},schema:"ReplicationPolicy",parentSchema:schema7.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema7.properties.metadata.required,parentSchema:schema7.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema7.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema7.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema7.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema7.properties.metadata.properties.name.type,parentSchema:schema7.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema7.properties.metadata.type,parentSchema:schema7.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.frequency === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "frequency"},schema:schema7.properties.spec.required,parentSchema:schema7.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key2 in data4){
if(!((((((((key2 === "frequency") || (key2 === "recoveryPoints")) || (key2 === "certificate")) || (key2 === "window")) || (key2 === "notice")) || (key2 === "maxAtOnce")) || (key2 === "testFailover")) || (key2 === "attempt"))){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema7.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data4.frequency !== undefined){
let data5 = data4.frequency;
if(typeof data5 !== "string"){
const err17 = {instancePath:instancePath+"/spec/frequency",schemaPath:"#/properties/spec/properties/frequency/type",keyword:"type",params:{type: "string"},schema:schema7.properties.spec.properties.frequency.type,parentSchema:schema7.properties.spec.properties.frequency,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(!(((data5 === "PT30S") || (data5 === "PT5M")) || (data5 === "PT15M"))){
const err18 = {instancePath:instancePath+"/spec/frequency",schemaPath:"#/properties/spec/properties/frequency/enum",keyword:"enum",params:{allowedValues: schema7.properties.spec.properties.frequency.enum},schema:schema7.properties.spec.properties.frequency.enum,parentSchema:schema7.properties.spec.properties.frequency,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.recoveryPoints !== undefined){
let data6 = data4.recoveryPoints;
if(!((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6)))){
const err19 = {instancePath:instancePath+"/spec/recoveryPoints",schemaPath:"#/properties/spec/properties/recoveryPoints/type",keyword:"type",params:{type: "integer"},schema:schema7.properties.spec.properties.recoveryPoints.type,parentSchema:schema7.properties.spec.properties.recoveryPoints,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(typeof data6 == "number"){
if(data6 > 24 || isNaN(data6)){
const err20 = {instancePath:instancePath+"/spec/recoveryPoints",schemaPath:"#/properties/spec/properties/recoveryPoints/maximum",keyword:"maximum",params:{comparison: "<=", limit: 24},schema:24,parentSchema:schema7.properties.spec.properties.recoveryPoints,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data6 < 0 || isNaN(data6)){
const err21 = {instancePath:instancePath+"/spec/recoveryPoints",schemaPath:"#/properties/spec/properties/recoveryPoints/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema7.properties.spec.properties.recoveryPoints,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
if(data4.certificate !== undefined){
let data7 = data4.certificate;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.daysLeft === undefined){
const err22 = {instancePath:instancePath+"/spec/certificate",schemaPath:"#/properties/spec/properties/certificate/required",keyword:"required",params:{missingProperty: "daysLeft"},schema:schema7.properties.spec.properties.certificate.required,parentSchema:schema7.properties.spec.properties.certificate,data:data7};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key3 in data7){
if(!(key3 === "daysLeft")){
const err23 = {instancePath:instancePath+"/spec/certificate",schemaPath:"#/properties/spec/properties/certificate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema7.properties.spec.properties.certificate,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data7.daysLeft !== undefined){
let data8 = data7.daysLeft;
if(!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))){
const err24 = {instancePath:instancePath+"/spec/certificate/daysLeft",schemaPath:"#/properties/spec/properties/certificate/properties/daysLeft/type",keyword:"type",params:{type: "integer"},schema:schema7.properties.spec.properties.certificate.properties.daysLeft.type,parentSchema:schema7.properties.spec.properties.certificate.properties.daysLeft,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(typeof data8 == "number"){
if(data8 > 365 || isNaN(data8)){
const err25 = {instancePath:instancePath+"/spec/certificate/daysLeft",schemaPath:"#/properties/spec/properties/certificate/properties/daysLeft/maximum",keyword:"maximum",params:{comparison: "<=", limit: 365},schema:365,parentSchema:schema7.properties.spec.properties.certificate.properties.daysLeft,data:data8};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data8 < 1 || isNaN(data8)){
const err26 = {instancePath:instancePath+"/spec/certificate/daysLeft",schemaPath:"#/properties/spec/properties/certificate/properties/daysLeft/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema7.properties.spec.properties.certificate.properties.daysLeft,data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
}
else {
const err27 = {instancePath:instancePath+"/spec/certificate",schemaPath:"#/properties/spec/properties/certificate/type",keyword:"type",params:{type: "object"},schema:schema7.properties.spec.properties.certificate.type,parentSchema:schema7.properties.spec.properties.certificate,data:data7};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data4.window !== undefined){
let data9 = data4.window;
if(typeof data9 === "string"){
if(func0(data9) > 63){
const err28 = {instancePath:instancePath+"/spec/window",schemaPath:"#/properties/spec/properties/window/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema7.properties.spec.properties.window,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(!pattern0.test(data9)){
const err29 = {instancePath:instancePath+"/spec/window",schemaPath:"#/properties/spec/properties/window/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema7.properties.spec.properties.window,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/spec/window",schemaPath:"#/properties/spec/properties/window/type",keyword:"type",params:{type: "string"},schema:schema7.properties.spec.properties.window.type,parentSchema:schema7.properties.spec.properties.window,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data4.notice !== undefined){
let data10 = data4.notice;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.days === undefined){
const err31 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/required",keyword:"required",params:{missingProperty: "days"},schema:schema7.properties.spec.properties.notice.required,parentSchema:schema7.properties.spec.properties.notice,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data10.postponableUntilDays === undefined){
const err32 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/required",keyword:"required",params:{missingProperty: "postponableUntilDays"},schema:schema7.properties.spec.properties.notice.required,parentSchema:schema7.properties.spec.properties.notice,data:data10};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
for(const key4 in data10){
if(!((key4 === "days") || (key4 === "postponableUntilDays"))){
const err33 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},schema:false,parentSchema:schema7.properties.spec.properties.notice,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data10.days !== undefined){
let data11 = data10.days;
if(!((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11)))){
const err34 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/type",keyword:"type",params:{type: "integer"},schema:schema7.properties.spec.properties.notice.properties.days.type,parentSchema:schema7.properties.spec.properties.notice.properties.days,data:data11};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(typeof data11 == "number"){
if(data11 > 90 || isNaN(data11)){
const err35 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/maximum",keyword:"maximum",params:{comparison: "<=", limit: 90},schema:90,parentSchema:schema7.properties.spec.properties.notice.properties.days,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data11 < 0 || isNaN(data11)){
const err36 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema7.properties.spec.properties.notice.properties.days,data:data11};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
if(data10.postponableUntilDays !== undefined){
let data12 = data10.postponableUntilDays;
if(!((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12)))){
const err37 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/type",keyword:"type",params:{type: "integer"},schema:schema7.properties.spec.properties.notice.properties.postponableUntilDays.type,parentSchema:schema7.properties.spec.properties.notice.properties.postponableUntilDays,data:data12};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(typeof data12 == "number"){
if(data12 > 90 || isNaN(data12)){
const err38 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/maximum",keyword:"maximum",params:{comparison: "<=", limit: 90},schema:90,parentSchema:schema7.properties.spec.properties.notice.properties.postponableUntilDays,data:data12};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data12 < 0 || isNaN(data12)){
const err39 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema7.properties.spec.properties.notice.properties.postponableUntilDays,data:data12};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
}
else {
const err40 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/type",keyword:"type",params:{type: "object"},schema:schema7.properties.spec.properties.notice.type,parentSchema:schema7.properties.spec.properties.notice,data:data10};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data4.maxAtOnce !== undefined){
let data13 = data4.maxAtOnce;
if(!((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13)))){
const err41 = {instancePath:instancePath+"/spec/maxAtOnce",schemaPath:"#/properties/spec/properties/maxAtOnce/type",keyword:"type",params:{type: "integer"},schema:schema7.properties.spec.properties.maxAtOnce.type,parentSchema:schema7.properties.spec.properties.maxAtOnce,data:data13};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(typeof data13 == "number"){
if(data13 > 100 || isNaN(data13)){
const err42 = {instancePath:instancePath+"/spec/maxAtOnce",schemaPath:"#/properties/spec/properties/maxAtOnce/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},schema:100,parentSchema:schema7.properties.spec.properties.maxAtOnce,data:data13};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data13 < 1 || isNaN(data13)){
const err43 = {instancePath:instancePath+"/spec/maxAtOnce",schemaPath:"#/properties/spec/properties/maxAtOnce/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema7.properties.spec.properties.maxAtOnce,data:data13};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
if(data4.testFailover !== undefined){
let data14 = data4.testFailover;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.every === undefined){
const err44 = {instancePath:instancePath+"/spec/testFailover",schemaPath:"#/properties/spec/properties/testFailover/required",keyword:"required",params:{missingProperty: "every"},schema:schema7.properties.spec.properties.testFailover.required,parentSchema:schema7.properties.spec.properties.testFailover,data:data14};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
for(const key5 in data14){
if(!((key5 === "every") || (key5 === "within"))){
const err45 = {instancePath:instancePath+"/spec/testFailover",schemaPath:"#/properties/spec/properties/testFailover/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},schema:false,parentSchema:schema7.properties.spec.properties.testFailover,data:data14};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data14.every !== undefined){
let data15 = data14.every;
if(typeof data15 === "string"){
if(!pattern2.test(data15)){
const err46 = {instancePath:instancePath+"/spec/testFailover/every",schemaPath:"#/properties/spec/properties/testFailover/properties/every/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema7.properties.spec.properties.testFailover.properties.every,data:data15};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/spec/testFailover/every",schemaPath:"#/properties/spec/properties/testFailover/properties/every/type",keyword:"type",params:{type: "string"},schema:schema7.properties.spec.properties.testFailover.properties.every.type,parentSchema:schema7.properties.spec.properties.testFailover.properties.every,data:data15};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data14.within !== undefined){
let data16 = data14.within;
if(typeof data16 === "string"){
if(!pattern2.test(data16)){
const err48 = {instancePath:instancePath+"/spec/testFailover/within",schemaPath:"#/properties/spec/properties/testFailover/properties/within/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema7.properties.spec.properties.testFailover.properties.within,data:data16};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/spec/testFailover/within",schemaPath:"#/properties/spec/properties/testFailover/properties/within/type",keyword:"type",params:{type: "string"},schema:schema7.properties.spec.properties.testFailover.properties.within.type,parentSchema:schema7.properties.spec.properties.testFailover.properties.within,data:data16};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/spec/testFailover",schemaPath:"#/properties/spec/properties/testFailover/type",keyword:"type",params:{type: "object"},schema:schema7.properties.spec.properties.testFailover.type,parentSchema:schema7.properties.spec.properties.testFailover,data:data14};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data4.attempt !== undefined){
let data17 = data4.attempt;
if(!((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17)))){
const err51 = {instancePath:instancePath+"/spec/attempt",schemaPath:"#/properties/spec/properties/attempt/type",keyword:"type",params:{type: "integer"},schema:schema7.properties.spec.properties.attempt.type,parentSchema:schema7.properties.spec.properties.attempt,data:data17};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(typeof data17 == "number"){
if(data17 > 1000 || isNaN(data17)){
const err52 = {instancePath:instancePath+"/spec/attempt",schemaPath:"#/properties/spec/properties/attempt/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema7.properties.spec.properties.attempt,data:data17};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data17 < 1 || isNaN(data17)){
const err53 = {instancePath:instancePath+"/spec/attempt",schemaPath:"#/properties/spec/properties/attempt/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema7.properties.spec.properties.attempt,data:data17};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
}
else {
const err54 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema7.properties.spec.type,parentSchema:schema7.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema7.type,parentSchema:schema7,data};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
validate7.errors = vErrors;
return errors === 0;
}
validate7.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.Migration = validate8;
const schema8 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"Migration","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Migration, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["method","window","waves","verify","onFailure","keepSource"],"properties":{"method":{"type":"string","enum":["planned-failover","export-import"],"description":"planned-failover: replicated to the target, then failed over; off for minutes. export-import: stopped, copied through a folder, started there; off for as long as the copy takes"},"transfer":{"type":"string","pattern":"^(\\\\\\\\[A-Za-z0-9._-]+|[A-Za-z]:)(\\\\[A-Za-z0-9 ._$-]+)+$","maxLength":120,"title":"a folder or a share of Windows","examples":["\\\\par-nas-01\\transfer"],"description":"Folder that both hosts reach by this path; for export-import, and only there"},"window":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the MaintenanceWindow in which VMs move"},"notice":{"type":"object","required":["days","postponableUntilDays"],"properties":{"days":{"type":"integer","minimum":0,"maximum":90,"description":"People are told this many days before the first planned start; 0 = told at once, nobody waits"},"postponableUntilDays":{"type":"integer","minimum":0,"maximum":90,"description":"Inside this many days before the start a commit may not postpone; a Hold or a stop always may"}},"additionalProperties":false,"description":"How people are told; omitted = as the Fleet says"},"waves":{"type":"array","items":{"type":"object","required":["name","vms","to"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the wave, unique in the migration"},"vms":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a VirtualMachine"},"description":"The VMs of this wave","minItems":1,"maxItems":1000},"to":{"type":"object","properties":{"host":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Host all of them go to"},"site":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Site they are spread over: each VM, in order of name, goes to the Hyper-V host of the site with the most memory left by what is declared (the first by name where it is equal); one that is at home there stays. `atlas plan` shows which; name hosts where it must not follow other declarations"},"replica":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Only with `host`: name of the Host that holds their replicas in the end; omitted = the partner of the target, for VMs that have a replica"}},"additionalProperties":false,"description":"Where they go: exactly one of `host` and `site`","minProperties":1,"title":"exactly one of `host` and `site`"},"except":{"type":"object","minProperties":1,"maxProperties":1000,"propertyNames":{"pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)"},"additionalProperties":{"type":"object","required":["host"],"properties":{"host":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Host the VM goes to"},"replica":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Host that holds its replica in the end; omitted = the partner of the target, for a VM that has a replica"}},"additionalProperties":false,"description":"Where one VM goes"},"title":"at least one VM","description":"VMs of this wave that go elsewhere, by name"},"soak":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"How long all of them must be well on their new hosts before the next wave begins; omitted = PT0S","default":"PT0S"},"maxFailed":{"type":"integer","minimum":1,"maximum":1000,"description":"The migration halts when this many VMs of the wave have failed; omitted = 1","default":1}},"additionalProperties":false,"description":"One wave: VMs that move before or after others"},"description":"In this order; a wave starts when the one before it has been well for its soak","minItems":1,"maxItems":50},"before":{"type":"object","required":["backup"],"properties":{"backup":{"type":"object","required":["maxAge"],"properties":{"maxAge":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"The last good backup may be this old, and no older"}},"additionalProperties":false,"description":"A VM must have a good backup before it moves; omitted = as its BackupPolicy says, if there is one"}},"additionalProperties":false,"description":"What must be so before a VM moves"},"verify":{"type":"object","required":["within"],"properties":{"within":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"How long after its start on the target a VM may take to be well"},"heartbeat":{"type":"string","enum":["all-vms","none"],"description":"all-vms: every VM that moved must answer its heartbeat; omitted = all-vms","default":"all-vms"}},"additionalProperties":false,"description":"What must be true for a VM to count as moved"},"onFailure":{"type":"string","enum":["fail-back-and-halt","halt"],"description":"What happens when a VM is not well on its target: it goes back to where it came from and the migration halts, or the migration only halts"},"keepSource":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"How long after its move the old copy is kept: so long the VM can go back. Then the copy is deleted, and that is for good"},"attempt":{"type":"integer","minimum":1,"maximum":1000,"description":"Raise it, in a reviewed commit, to try failed VMs again; omitted = 1","default":1}},"additionalProperties":false,"description":"The migration"}},"additionalProperties":false,"title":"Migration","description":"Moves VMs to other hosts, wave by wave. While it is declared its target stands above the `home` of the VMs it names; when all have moved and `keepSource` has passed, write their new `home` and `replica` and remove the Migration, in one commit."};
const pattern75 = new RegExp("^(\\\\\\\\[A-Za-z0-9._-]+|[A-Za-z]:)(\\\\[A-Za-z0-9 ._$-]+)+$", "u");

function validate8(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate8.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema8.required,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema8.required,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema8.required,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema8.required,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema8.properties.apiVersion.type,parentSchema:schema8.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema8.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema8.properties.kind.type,parentSchema:schema8.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Migration" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Migration"},schema:"Migration",parentSchema:schema8.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema8.properties.metadata.required,parentSchema:schema8.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema8.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema8.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema8.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema8.properties.metadata.properties.name.type,parentSchema:schema8.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema8.properties.metadata.type,parentSchema:schema8.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.method === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "method"},schema:schema8.properties.spec.required,parentSchema:schema8.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.window === undefined){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "window"},schema:schema8.properties.spec.required,parentSchema:schema8.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4.waves === undefined){
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "waves"},schema:schema8.properties.spec.required,parentSchema:schema8.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data4.verify === undefined){
const err18 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "verify"},schema:schema8.properties.spec.required,parentSchema:schema8.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data4.onFailure === undefined){
const err19 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "onFailure"},schema:schema8.properties.spec.required,parentSchema:schema8.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data4.keepSource === undefined){
const err20 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "keepSource"},schema:schema8.properties.spec.required,parentSchema:schema8.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
for(const key2 in data4){
if(!(func7.call(schema8.properties.spec.properties, key2))){
const err21 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema8.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data4.method !== undefined){
let data5 = data4.method;
if(typeof data5 !== "string"){
const err22 = {instancePath:instancePath+"/spec/method",schemaPath:"#/properties/spec/properties/method/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.method.type,parentSchema:schema8.properties.spec.properties.method,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!((data5 === "planned-failover") || (data5 === "export-import"))){
const err23 = {instancePath:instancePath+"/spec/method",schemaPath:"#/properties/spec/properties/method/enum",keyword:"enum",params:{allowedValues: schema8.properties.spec.properties.method.enum},schema:schema8.properties.spec.properties.method.enum,parentSchema:schema8.properties.spec.properties.method,data:data5};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data4.transfer !== undefined){
let data6 = data4.transfer;
if(typeof data6 === "string"){
if(func0(data6) > 120){
const err24 = {instancePath:instancePath+"/spec/transfer",schemaPath:"#/properties/spec/properties/transfer/maxLength",keyword:"maxLength",params:{limit: 120},schema:120,parentSchema:schema8.properties.spec.properties.transfer,data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!pattern75.test(data6)){
const err25 = {instancePath:instancePath+"/spec/transfer",schemaPath:"#/properties/spec/properties/transfer/pattern",keyword:"pattern",params:{pattern: "^(\\\\\\\\[A-Za-z0-9._-]+|[A-Za-z]:)(\\\\[A-Za-z0-9 ._$-]+)+$"},schema:"^(\\\\\\\\[A-Za-z0-9._-]+|[A-Za-z]:)(\\\\[A-Za-z0-9 ._$-]+)+$",parentSchema:schema8.properties.spec.properties.transfer,data:data6};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/spec/transfer",schemaPath:"#/properties/spec/properties/transfer/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.transfer.type,parentSchema:schema8.properties.spec.properties.transfer,data:data6};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data4.window !== undefined){
let data7 = data4.window;
if(typeof data7 === "string"){
if(func0(data7) > 63){
const err27 = {instancePath:instancePath+"/spec/window",schemaPath:"#/properties/spec/properties/window/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema8.properties.spec.properties.window,data:data7};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!pattern0.test(data7)){
const err28 = {instancePath:instancePath+"/spec/window",schemaPath:"#/properties/spec/properties/window/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema8.properties.spec.properties.window,data:data7};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/spec/window",schemaPath:"#/properties/spec/properties/window/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.window.type,parentSchema:schema8.properties.spec.properties.window,data:data7};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data4.notice !== undefined){
let data8 = data4.notice;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.days === undefined){
const err30 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/required",keyword:"required",params:{missingProperty: "days"},schema:schema8.properties.spec.properties.notice.required,parentSchema:schema8.properties.spec.properties.notice,data:data8};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data8.postponableUntilDays === undefined){
const err31 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/required",keyword:"required",params:{missingProperty: "postponableUntilDays"},schema:schema8.properties.spec.properties.notice.required,parentSchema:schema8.properties.spec.properties.notice,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key3 in data8){
if(!((key3 === "days") || (key3 === "postponableUntilDays"))){
const err32 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema8.properties.spec.properties.notice,data:data8};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data8.days !== undefined){
let data9 = data8.days;
if(!((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9)))){
const err33 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/type",keyword:"type",params:{type: "integer"},schema:schema8.properties.spec.properties.notice.properties.days.type,parentSchema:schema8.properties.spec.properties.notice.properties.days,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(typeof data9 == "number"){
if(data9 > 90 || isNaN(data9)){
const err34 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/maximum",keyword:"maximum",params:{comparison: "<=", limit: 90},schema:90,parentSchema:schema8.properties.spec.properties.notice.properties.days,data:data9};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data9 < 0 || isNaN(data9)){
const err35 = {instancePath:instancePath+"/spec/notice/days",schemaPath:"#/properties/spec/properties/notice/properties/days/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema8.properties.spec.properties.notice.properties.days,data:data9};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
if(data8.postponableUntilDays !== undefined){
let data10 = data8.postponableUntilDays;
if(!((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10)))){
const err36 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/type",keyword:"type",params:{type: "integer"},schema:schema8.properties.spec.properties.notice.properties.postponableUntilDays.type,parentSchema:schema8.properties.spec.properties.notice.properties.postponableUntilDays,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(typeof data10 == "number"){
if(data10 > 90 || isNaN(data10)){
const err37 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/maximum",keyword:"maximum",params:{comparison: "<=", limit: 90},schema:90,parentSchema:schema8.properties.spec.properties.notice.properties.postponableUntilDays,data:data10};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data10 < 0 || isNaN(data10)){
const err38 = {instancePath:instancePath+"/spec/notice/postponableUntilDays",schemaPath:"#/properties/spec/properties/notice/properties/postponableUntilDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema8.properties.spec.properties.notice.properties.postponableUntilDays,data:data10};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
}
else {
const err39 = {instancePath:instancePath+"/spec/notice",schemaPath:"#/properties/spec/properties/notice/type",keyword:"type",params:{type: "object"},schema:schema8.properties.spec.properties.notice.type,parentSchema:schema8.properties.spec.properties.notice,data:data8};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data4.waves !== undefined){
let data11 = data4.waves;
if(Array.isArray(data11)){
if(data11.length > 50){
const err40 = {instancePath:instancePath+"/spec/waves",schemaPath:"#/properties/spec/properties/waves/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema8.properties.spec.properties.waves,data:data11};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data11.length < 1){
const err41 = {instancePath:instancePath+"/spec/waves",schemaPath:"#/properties/spec/properties/waves/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema8.properties.spec.properties.waves,data:data11};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
const len0 = data11.length;
for(let i0=0; i0<len0; i0++){
let data12 = data11[i0];
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.name === undefined){
const err42 = {instancePath:instancePath+"/spec/waves/" + i0,schemaPath:"#/properties/spec/properties/waves/items/required",keyword:"required",params:{missingProperty: "name"},schema:schema8.properties.spec.properties.waves.items.required,parentSchema:schema8.properties.spec.properties.waves.items,data:data12};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data12.vms === undefined){
const err43 = {instancePath:instancePath+"/spec/waves/" + i0,schemaPath:"#/properties/spec/properties/waves/items/required",keyword:"required",params:{missingProperty: "vms"},schema:schema8.properties.spec.properties.waves.items.required,parentSchema:schema8.properties.spec.properties.waves.items,data:data12};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data12.to === undefined){
const err44 = {instancePath:instancePath+"/spec/waves/" + i0,schemaPath:"#/properties/spec/properties/waves/items/required",keyword:"required",params:{missingProperty: "to"},schema:schema8.properties.spec.properties.waves.items.required,parentSchema:schema8.properties.spec.properties.waves.items,data:data12};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
for(const key4 in data12){
if(!((((((key4 === "name") || (key4 === "vms")) || (key4 === "to")) || (key4 === "except")) || (key4 === "soak")) || (key4 === "maxFailed"))){
const err45 = {instancePath:instancePath+"/spec/waves/" + i0,schemaPath:"#/properties/spec/properties/waves/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},schema:false,parentSchema:schema8.properties.spec.properties.waves.items,data:data12};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data12.name !== undefined){
let data13 = data12.name;
if(typeof data13 === "string"){
if(func0(data13) > 63){
const err46 = {instancePath:instancePath+"/spec/waves/" + i0+"/name",schemaPath:"#/properties/spec/properties/waves/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema8.properties.spec.properties.waves.items.properties.name,data:data13};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(!pattern0.test(data13)){
const err47 = {instancePath:instancePath+"/spec/waves/" + i0+"/name",schemaPath:"#/properties/spec/properties/waves/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema8.properties.spec.properties.waves.items.properties.name,data:data13};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/spec/waves/" + i0+"/name",schemaPath:"#/properties/spec/properties/waves/items/properties/name/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.waves.items.properties.name.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.name,data:data13};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data12.vms !== undefined){
let data14 = data12.vms;
if(Array.isArray(data14)){
if(data14.length > 1000){
const err49 = {instancePath:instancePath+"/spec/waves/" + i0+"/vms",schemaPath:"#/properties/spec/properties/waves/items/properties/vms/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema8.properties.spec.properties.waves.items.properties.vms,data:data14};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data14.length < 1){
const err50 = {instancePath:instancePath+"/spec/waves/" + i0+"/vms",schemaPath:"#/properties/spec/properties/waves/items/properties/vms/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema8.properties.spec.properties.waves.items.properties.vms,data:data14};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
const len1 = data14.length;
for(let i1=0; i1<len1; i1++){
let data15 = data14[i1];
if(typeof data15 === "string"){
if(func0(data15) > 63){
const err51 = {instancePath:instancePath+"/spec/waves/" + i0+"/vms/" + i1,schemaPath:"#/properties/spec/properties/waves/items/properties/vms/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema8.properties.spec.properties.waves.items.properties.vms.items,data:data15};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(!pattern0.test(data15)){
const err52 = {instancePath:instancePath+"/spec/waves/" + i0+"/vms/" + i1,schemaPath:"#/properties/spec/properties/waves/items/properties/vms/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema8.properties.spec.properties.waves.items.properties.vms.items,data:data15};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/spec/waves/" + i0+"/vms/" + i1,schemaPath:"#/properties/spec/properties/waves/items/properties/vms/items/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.waves.items.properties.vms.items.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.vms.items,data:data15};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/spec/waves/" + i0+"/vms",schemaPath:"#/properties/spec/properties/waves/items/properties/vms/type",keyword:"type",params:{type: "array"},schema:schema8.properties.spec.properties.waves.items.properties.vms.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.vms,data:data14};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data12.to !== undefined){
let data16 = data12.to;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(Object.keys(data16).length < 1){
const err55 = {instancePath:instancePath+"/spec/waves/" + i0+"/to",schemaPath:"#/properties/spec/properties/waves/items/properties/to/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema8.properties.spec.properties.waves.items.properties.to,data:data16};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
for(const key5 in data16){
if(!(((key5 === "host") || (key5 === "site")) || (key5 === "replica"))){
const err56 = {instancePath:instancePath+"/spec/waves/" + i0+"/to",schemaPath:"#/properties/spec/properties/waves/items/properties/to/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},schema:false,parentSchema:schema8.properties.spec.properties.waves.items.properties.to,data:data16};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data16.host !== undefined){
let data17 = data16.host;
if(typeof data17 === "string"){
if(func0(data17) > 63){
const err57 = {instancePath:instancePath+"/spec/waves/" + i0+"/to/host",schemaPath:"#/properties/spec/properties/waves/items/properties/to/properties/host/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema8.properties.spec.properties.waves.items.properties.to.properties.host,data:data17};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(!pattern0.test(data17)){
const err58 = {instancePath:instancePath+"/spec/waves/" + i0+"/to/host",schemaPath:"#/properties/spec/properties/waves/items/properties/to/properties/host/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema8.properties.spec.properties.waves.items.properties.to.properties.host,data:data17};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/spec/waves/" + i0+"/to/host",schemaPath:"#/properties/spec/properties/waves/items/properties/to/properties/host/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.waves.items.properties.to.properties.host.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.to.properties.host,data:data17};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data16.site !== undefined){
let data18 = data16.site;
if(typeof data18 === "string"){
if(func0(data18) > 63){
const err60 = {instancePath:instancePath+"/spec/waves/" + i0+"/to/site",schemaPath:"#/properties/spec/properties/waves/items/properties/to/properties/site/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema8.properties.spec.properties.waves.items.properties.to.properties.site,data:data18};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(!pattern0.test(data18)){
const err61 = {instancePath:instancePath+"/spec/waves/" + i0+"/to/site",schemaPath:"#/properties/spec/properties/waves/items/properties/to/properties/site/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema8.properties.spec.properties.waves.items.properties.to.properties.site,data:data18};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/spec/waves/" + i0+"/to/site",schemaPath:"#/properties/spec/properties/waves/items/properties/to/properties/site/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.waves.items.properties.to.properties.site.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.to.properties.site,data:data18};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data16.replica !== undefined){
let data19 = data16.replica;
if(typeof data19 === "string"){
if(func0(data19) > 63){
const err63 = {instancePath:instancePath+"/spec/waves/" + i0+"/to/replica",schemaPath:"#/properties/spec/properties/waves/items/properties/to/properties/replica/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema8.properties.spec.properties.waves.items.properties.to.properties.replica,data:data19};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(!pattern0.test(data19)){
const err64 = {instancePath:instancePath+"/spec/waves/" + i0+"/to/replica",schemaPath:"#/properties/spec/properties/waves/items/properties/to/properties/replica/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema8.properties.spec.properties.waves.items.properties.to.properties.replica,data:data19};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/spec/waves/" + i0+"/to/replica",schemaPath:"#/properties/spec/properties/waves/items/properties/to/properties/replica/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.waves.items.properties.to.properties.replica.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.to.properties.replica,data:data19};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
else {
const err66 = {instancePath:instancePath+"/spec/waves/" + i0+"/to",schemaPath:"#/properties/spec/properties/waves/items/properties/to/type",keyword:"type",params:{type: "object"},schema:schema8.properties.spec.properties.waves.items.properties.to.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.to,data:data16};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data12.except !== undefined){
let data20 = data12.except;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(Object.keys(data20).length > 1000){
const err67 = {instancePath:instancePath+"/spec/waves/" + i0+"/except",schemaPath:"#/properties/spec/properties/waves/items/properties/except/maxProperties",keyword:"maxProperties",params:{limit: 1000},schema:1000,parentSchema:schema8.properties.spec.properties.waves.items.properties.except,data:data20};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(Object.keys(data20).length < 1){
const err68 = {instancePath:instancePath+"/spec/waves/" + i0+"/except",schemaPath:"#/properties/spec/properties/waves/items/properties/except/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema8.properties.spec.properties.waves.items.properties.except,data:data20};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
for(const key6 in data20){
const _errs49 = errors;
if(typeof key6 === "string"){
if(func0(key6) > 63){
const err69 = {instancePath:instancePath+"/spec/waves/" + i0+"/except",schemaPath:"#/properties/spec/properties/waves/items/properties/except/propertyNames/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema8.properties.spec.properties.waves.items.properties.except.propertyNames,data:key6,propertyName:key6};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(!pattern0.test(key6)){
const err70 = {instancePath:instancePath+"/spec/waves/" + i0+"/except",schemaPath:"#/properties/spec/properties/waves/items/properties/except/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema8.properties.spec.properties.waves.items.properties.except.propertyNames,data:key6,propertyName:key6};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
var valid10 = _errs49 === errors;
if(!valid10){
const err71 = {instancePath:instancePath+"/spec/waves/" + i0+"/except",schemaPath:"#/properties/spec/properties/waves/items/properties/except/propertyNames",keyword:"propertyNames",params:{propertyName: key6},schema:schema8.properties.spec.properties.waves.items.properties.except.propertyNames,parentSchema:schema8.properties.spec.properties.waves.items.properties.except,data:data20};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
for(const key7 in data20){
let data21 = data20[key7];
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.host === undefined){
const err72 = {instancePath:instancePath+"/spec/waves/" + i0+"/except/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/waves/items/properties/except/additionalProperties/required",keyword:"required",params:{missingProperty: "host"},schema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties.required,parentSchema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties,data:data21};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
for(const key8 in data21){
if(!((key8 === "host") || (key8 === "replica"))){
const err73 = {instancePath:instancePath+"/spec/waves/" + i0+"/except/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/waves/items/properties/except/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},schema:false,parentSchema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties,data:data21};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data21.host !== undefined){
let data22 = data21.host;
if(typeof data22 === "string"){
if(func0(data22) > 63){
const err74 = {instancePath:instancePath+"/spec/waves/" + i0+"/except/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/host",schemaPath:"#/properties/spec/properties/waves/items/properties/except/additionalProperties/properties/host/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties.properties.host,data:data22};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(!pattern0.test(data22)){
const err75 = {instancePath:instancePath+"/spec/waves/" + i0+"/except/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/host",schemaPath:"#/properties/spec/properties/waves/items/properties/except/additionalProperties/properties/host/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties.properties.host,data:data22};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
else {
const err76 = {instancePath:instancePath+"/spec/waves/" + i0+"/except/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/host",schemaPath:"#/properties/spec/properties/waves/items/properties/except/additionalProperties/properties/host/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties.properties.host.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties.properties.host,data:data22};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data21.replica !== undefined){
let data23 = data21.replica;
if(typeof data23 === "string"){
if(func0(data23) > 63){
const err77 = {instancePath:instancePath+"/spec/waves/" + i0+"/except/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/replica",schemaPath:"#/properties/spec/properties/waves/items/properties/except/additionalProperties/properties/replica/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties.properties.replica,data:data23};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(!pattern0.test(data23)){
const err78 = {instancePath:instancePath+"/spec/waves/" + i0+"/except/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/replica",schemaPath:"#/properties/spec/properties/waves/items/properties/except/additionalProperties/properties/replica/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties.properties.replica,data:data23};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
else {
const err79 = {instancePath:instancePath+"/spec/waves/" + i0+"/except/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/replica",schemaPath:"#/properties/spec/properties/waves/items/properties/except/additionalProperties/properties/replica/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties.properties.replica.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties.properties.replica,data:data23};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
else {
const err80 = {instancePath:instancePath+"/spec/waves/" + i0+"/except/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/waves/items/properties/except/additionalProperties/type",keyword:"type",params:{type: "object"},schema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.except.additionalProperties,data:data21};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/spec/waves/" + i0+"/except",schemaPath:"#/properties/spec/properties/waves/items/properties/except/type",keyword:"type",params:{type: "object"},schema:schema8.properties.spec.properties.waves.items.properties.except.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.except,data:data20};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data12.soak !== undefined){
let data24 = data12.soak;
if(typeof data24 === "string"){
if(!pattern2.test(data24)){
const err82 = {instancePath:instancePath+"/spec/waves/" + i0+"/soak",schemaPath:"#/properties/spec/properties/waves/items/properties/soak/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema8.properties.spec.properties.waves.items.properties.soak,data:data24};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
else {
const err83 = {instancePath:instancePath+"/spec/waves/" + i0+"/soak",schemaPath:"#/properties/spec/properties/waves/items/properties/soak/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.waves.items.properties.soak.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.soak,data:data24};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data12.maxFailed !== undefined){
let data25 = data12.maxFailed;
if(!((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25)))){
const err84 = {instancePath:instancePath+"/spec/waves/" + i0+"/maxFailed",schemaPath:"#/properties/spec/properties/waves/items/properties/maxFailed/type",keyword:"type",params:{type: "integer"},schema:schema8.properties.spec.properties.waves.items.properties.maxFailed.type,parentSchema:schema8.properties.spec.properties.waves.items.properties.maxFailed,data:data25};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(typeof data25 == "number"){
if(data25 > 1000 || isNaN(data25)){
const err85 = {instancePath:instancePath+"/spec/waves/" + i0+"/maxFailed",schemaPath:"#/properties/spec/properties/waves/items/properties/maxFailed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema8.properties.spec.properties.waves.items.properties.maxFailed,data:data25};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(data25 < 1 || isNaN(data25)){
const err86 = {instancePath:instancePath+"/spec/waves/" + i0+"/maxFailed",schemaPath:"#/properties/spec/properties/waves/items/properties/maxFailed/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema8.properties.spec.properties.waves.items.properties.maxFailed,data:data25};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
}
else {
const err87 = {instancePath:instancePath+"/spec/waves/" + i0,schemaPath:"#/properties/spec/properties/waves/items/type",keyword:"type",params:{type: "object"},schema:schema8.properties.spec.properties.waves.items.type,parentSchema:schema8.properties.spec.properties.waves.items,data:data12};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
else {
const err88 = {instancePath:instancePath+"/spec/waves",schemaPath:"#/properties/spec/properties/waves/type",keyword:"type",params:{type: "array"},schema:schema8.properties.spec.properties.waves.type,parentSchema:schema8.properties.spec.properties.waves,data:data11};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data4.before !== undefined){
let data26 = data4.before;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.backup === undefined){
const err89 = {instancePath:instancePath+"/spec/before",schemaPath:"#/properties/spec/properties/before/required",keyword:"required",params:{missingProperty: "backup"},schema:schema8.properties.spec.properties.before.required,parentSchema:schema8.properties.spec.properties.before,data:data26};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
for(const key9 in data26){
if(!(key9 === "backup")){
const err90 = {instancePath:instancePath+"/spec/before",schemaPath:"#/properties/spec/properties/before/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},schema:false,parentSchema:schema8.properties.spec.properties.before,data:data26};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data26.backup !== undefined){
let data27 = data26.backup;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
if(data27.maxAge === undefined){
const err91 = {instancePath:instancePath+"/spec/before/backup",schemaPath:"#/properties/spec/properties/before/properties/backup/required",keyword:"required",params:{missingProperty: "maxAge"},schema:schema8.properties.spec.properties.before.properties.backup.required,parentSchema:schema8.properties.spec.properties.before.properties.backup,data:data27};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
for(const key10 in data27){
if(!(key10 === "maxAge")){
const err92 = {instancePath:instancePath+"/spec/before/backup",schemaPath:"#/properties/spec/properties/before/properties/backup/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},schema:false,parentSchema:schema8.properties.spec.properties.before.properties.backup,data:data27};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data27.maxAge !== undefined){
let data28 = data27.maxAge;
if(typeof data28 === "string"){
if(!pattern2.test(data28)){
const err93 = {instancePath:instancePath+"/spec/before/backup/maxAge",schemaPath:"#/properties/spec/properties/before/properties/backup/properties/maxAge/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema8.properties.spec.properties.before.properties.backup.properties.maxAge,data:data28};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/spec/before/backup/maxAge",schemaPath:"#/properties/spec/properties/before/properties/backup/properties/maxAge/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.before.properties.backup.properties.maxAge.type,parentSchema:schema8.properties.spec.properties.before.properties.backup.properties.maxAge,data:data28};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
}
else {
const err95 = {instancePath:instancePath+"/spec/before/backup",schemaPath:"#/properties/spec/properties/before/properties/backup/type",keyword:"type",params:{type: "object"},schema:schema8.properties.spec.properties.before.properties.backup.type,parentSchema:schema8.properties.spec.properties.before.properties.backup,data:data27};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
else {
const err96 = {instancePath:instancePath+"/spec/before",schemaPath:"#/properties/spec/properties/before/type",keyword:"type",params:{type: "object"},schema:schema8.properties.spec.properties.before.type,parentSchema:schema8.properties.spec.properties.before,data:data26};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data4.verify !== undefined){
let data29 = data4.verify;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(data29.within === undefined){
const err97 = {instancePath:instancePath+"/spec/verify",schemaPath:"#/properties/spec/properties/verify/required",keyword:"required",params:{missingProperty: "within"},schema:schema8.properties.spec.properties.verify.required,parentSchema:schema8.properties.spec.properties.verify,data:data29};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
for(const key11 in data29){
if(!((key11 === "within") || (key11 === "heartbeat"))){
const err98 = {instancePath:instancePath+"/spec/verify",schemaPath:"#/properties/spec/properties/verify/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},schema:false,parentSchema:schema8.properties.spec.properties.verify,data:data29};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data29.within !== undefined){
let data30 = data29.within;
if(typeof data30 === "string"){
if(!pattern2.test(data30)){
const err99 = {instancePath:instancePath+"/spec/verify/within",schemaPath:"#/properties/spec/properties/verify/properties/within/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema8.properties.spec.properties.verify.properties.within,data:data30};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
else {
const err100 = {instancePath:instancePath+"/spec/verify/within",schemaPath:"#/properties/spec/properties/verify/properties/within/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.verify.properties.within.type,parentSchema:schema8.properties.spec.properties.verify.properties.within,data:data30};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data29.heartbeat !== undefined){
let data31 = data29.heartbeat;
if(typeof data31 !== "string"){
const err101 = {instancePath:instancePath+"/spec/verify/heartbeat",schemaPath:"#/properties/spec/properties/verify/properties/heartbeat/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.verify.properties.heartbeat.type,parentSchema:schema8.properties.spec.properties.verify.properties.heartbeat,data:data31};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(!((data31 === "all-vms") || (data31 === "none"))){
const err102 = {instancePath:instancePath+"/spec/verify/heartbeat",schemaPath:"#/properties/spec/properties/verify/properties/heartbeat/enum",keyword:"enum",params:{allowedValues: schema8.properties.spec.properties.verify.properties.heartbeat.enum},schema:schema8.properties.spec.properties.verify.properties.heartbeat.enum,parentSchema:schema8.properties.spec.properties.verify.properties.heartbeat,data:data31};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
}
else {
const err103 = {instancePath:instancePath+"/spec/verify",schemaPath:"#/properties/spec/properties/verify/type",keyword:"type",params:{type: "object"},schema:schema8.properties.spec.properties.verify.type,parentSchema:schema8.properties.spec.properties.verify,data:data29};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data4.onFailure !== undefined){
let data32 = data4.onFailure;
if(typeof data32 !== "string"){
const err104 = {instancePath:instancePath+"/spec/onFailure",schemaPath:"#/properties/spec/properties/onFailure/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.onFailure.type,parentSchema:schema8.properties.spec.properties.onFailure,data:data32};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(!((data32 === "fail-back-and-halt") || (data32 === "halt"))){
const err105 = {instancePath:instancePath+"/spec/onFailure",schemaPath:"#/properties/spec/properties/onFailure/enum",keyword:"enum",params:{allowedValues: schema8.properties.spec.properties.onFailure.enum},schema:schema8.properties.spec.properties.onFailure.enum,parentSchema:schema8.properties.spec.properties.onFailure,data:data32};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data4.keepSource !== undefined){
let data33 = data4.keepSource;
if(typeof data33 === "string"){
if(!pattern2.test(data33)){
const err106 = {instancePath:instancePath+"/spec/keepSource",schemaPath:"#/properties/spec/properties/keepSource/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema8.properties.spec.properties.keepSource,data:data33};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
else {
const err107 = {instancePath:instancePath+"/spec/keepSource",schemaPath:"#/properties/spec/properties/keepSource/type",keyword:"type",params:{type: "string"},schema:schema8.properties.spec.properties.keepSource.type,parentSchema:schema8.properties.spec.properties.keepSource,data:data33};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data4.attempt !== undefined){
let data34 = data4.attempt;
if(!((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34)))){
const err108 = {instancePath:instancePath+"/spec/attempt",schemaPath:"#/properties/spec/properties/attempt/type",keyword:"type",params:{type: "integer"},schema:schema8.properties.spec.properties.attempt.type,parentSchema:schema8.properties.spec.properties.attempt,data:data34};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(typeof data34 == "number"){
if(data34 > 1000 || isNaN(data34)){
const err109 = {instancePath:instancePath+"/spec/attempt",schemaPath:"#/properties/spec/properties/attempt/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema8.properties.spec.properties.attempt,data:data34};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(data34 < 1 || isNaN(data34)){
const err110 = {instancePath:instancePath+"/spec/attempt",schemaPath:"#/properties/spec/properties/attempt/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema8.properties.spec.properties.attempt,data:data34};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
}
else {
const err111 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema8.properties.spec.type,parentSchema:schema8.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
else {
const err112 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema8.type,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
validate8.errors = vErrors;
return errors === 0;
}
validate8.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.BackupPolicy = validate9;
const schema9 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"BackupPolicy","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the BackupPolicy, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["veeam","maxAge"],"properties":{"veeam":{"type":"object","required":["server","via"],"properties":{"server":{"type":"string","pattern":"^https://[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[1-9][0-9]{0,4})?$","title":"an https address without path, user and password","examples":["https://par-veeam-01.acme.example:9419"],"description":"Address of the REST interface of Veeam Backup & Replication"},"via":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Host whose agent talks to it"}},"additionalProperties":false,"description":"The backup server"},"maxAge":{"type":"string","pattern":"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$","title":"a duration in days, hours, minutes and seconds (ISO 8601)","examples":["PT20M","PT16H","P3D"],"description":"The last good backup may be this old, and no older; a PatchRollout or Migration may ask for less"},"pauseJobs":{"type":"boolean","description":"The jobs that cover a Hyper-V host are disabled before its VMs move away, and enabled again when it is done; omitted = true","default":true},"scope":{"type":"object","properties":{"sites":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a Site"},"description":"Sites whose VMs are backed up, with all their hosts","minItems":1,"maxItems":1000},"hosts":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a Host"},"description":"Hosts whose VMs are backed up","minItems":1,"maxItems":10000}},"additionalProperties":false,"minProperties":1,"title":"a scope: `sites`, `hosts` or both","description":"A host is covered when it is in one of the sites or is named itself. Omitted = the whole fleet"}},"additionalProperties":false,"description":"The policy"}},"additionalProperties":false,"title":"BackupPolicy","description":"How old the last good backup of the VMs in scope may be before they are moved or patched, and whether backup jobs rest meanwhile. User name and password of the backup server stand on the host that talks to it, never here."};
const pattern90 = new RegExp("^https://[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[1-9][0-9]{0,4})?$", "u");

function validate9(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate9.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema9.required,parentSchema:schema9,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema9.required,parentSchema:schema9,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema9.required,parentSchema:schema9,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema9.required,parentSchema:schema9,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema9,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema9.properties.apiVersion.type,parentSchema:schema9.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema9.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema9.properties.kind.type,parentSchema:schema9.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("BackupPolicy" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "BackupPolicy"},schema:"BackupPolicy",parentSchema:schema9.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema9.properties.metadata.required,parentSchema:schema9.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema9.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema9.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema9.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema9.properties.metadata.properties.name.type,parentSchema:schema9.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema9.properties.metadata.type,parentSchema:schema9.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.veeam === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "veeam"},schema:schema9.properties.spec.required,parentSchema:schema9.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.maxAge === undefined){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "maxAge"},schema:schema9.properties.spec.required,parentSchema:schema9.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key2 in data4){
if(!((((key2 === "veeam") || (key2 === "maxAge")) || (key2 === "pauseJobs")) || (key2 === "scope"))){
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema9.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data4.veeam !== undefined){
let data5 = data4.veeam;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.server === undefined){
const err18 = {instancePath:instancePath+"/spec/veeam",schemaPath:"#/properties/spec/properties/veeam/required",keyword:"required",params:{missingProperty: "server"},schema:schema9.properties.spec.properties.veeam.required,parentSchema:schema9.properties.spec.properties.veeam,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data5.via === undefined){
const err19 = {instancePath:instancePath+"/spec/veeam",schemaPath:"#/properties/spec/properties/veeam/required",keyword:"required",params:{missingProperty: "via"},schema:schema9.properties.spec.properties.veeam.required,parentSchema:schema9.properties.spec.properties.veeam,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
for(const key3 in data5){
if(!((key3 === "server") || (key3 === "via"))){
const err20 = {instancePath:instancePath+"/spec/veeam",schemaPath:"#/properties/spec/properties/veeam/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema9.properties.spec.properties.veeam,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data5.server !== undefined){
let data6 = data5.server;
if(typeof data6 === "string"){
if(!pattern90.test(data6)){
const err21 = {instancePath:instancePath+"/spec/veeam/server",schemaPath:"#/properties/spec/properties/veeam/properties/server/pattern",keyword:"pattern",params:{pattern: "^https://[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[1-9][0-9]{0,4})?$"},schema:"^https://[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[1-9][0-9]{0,4})?$",parentSchema:schema9.properties.spec.properties.veeam.properties.server,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/spec/veeam/server",schemaPath:"#/properties/spec/properties/veeam/properties/server/type",keyword:"type",params:{type: "string"},schema:schema9.properties.spec.properties.veeam.properties.server.type,parentSchema:schema9.properties.spec.properties.veeam.properties.server,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data5.via !== undefined){
let data7 = data5.via;
if(typeof data7 === "string"){
if(func0(data7) > 63){
const err23 = {instancePath:instancePath+"/spec/veeam/via",schemaPath:"#/properties/spec/properties/veeam/properties/via/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema9.properties.spec.properties.veeam.properties.via,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern0.test(data7)){
const err24 = {instancePath:instancePath+"/spec/veeam/via",schemaPath:"#/properties/spec/properties/veeam/properties/via/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema9.properties.spec.properties.veeam.properties.via,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/spec/veeam/via",schemaPath:"#/properties/spec/properties/veeam/properties/via/type",keyword:"type",params:{type: "string"},schema:schema9.properties.spec.properties.veeam.properties.via.type,parentSchema:schema9.properties.spec.properties.veeam.properties.via,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/spec/veeam",schemaPath:"#/properties/spec/properties/veeam/type",keyword:"type",params:{type: "object"},schema:schema9.properties.spec.properties.veeam.type,parentSchema:schema9.properties.spec.properties.veeam,data:data5};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data4.maxAge !== undefined){
let data8 = data4.maxAge;
if(typeof data8 === "string"){
if(!pattern2.test(data8)){
const err27 = {instancePath:instancePath+"/spec/maxAge",schemaPath:"#/properties/spec/properties/maxAge/pattern",keyword:"pattern",params:{pattern: "^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$"},schema:"^P(?=[0-9]|T[0-9])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",parentSchema:schema9.properties.spec.properties.maxAge,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/spec/maxAge",schemaPath:"#/properties/spec/properties/maxAge/type",keyword:"type",params:{type: "string"},schema:schema9.properties.spec.properties.maxAge.type,parentSchema:schema9.properties.spec.properties.maxAge,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data4.pauseJobs !== undefined){
let data9 = data4.pauseJobs;
if(typeof data9 !== "boolean"){
const err29 = {instancePath:instancePath+"/spec/pauseJobs",schemaPath:"#/properties/spec/properties/pauseJobs/type",keyword:"type",params:{type: "boolean"},schema:schema9.properties.spec.properties.pauseJobs.type,parentSchema:schema9.properties.spec.properties.pauseJobs,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data4.scope !== undefined){
let data10 = data4.scope;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length < 1){
const err30 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema9.properties.spec.properties.scope,data:data10};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
for(const key4 in data10){
if(!((key4 === "sites") || (key4 === "hosts"))){
const err31 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},schema:false,parentSchema:schema9.properties.spec.properties.scope,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data10.sites !== undefined){
let data11 = data10.sites;
if(Array.isArray(data11)){
if(data11.length > 1000){
const err32 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema9.properties.spec.properties.scope.properties.sites,data:data11};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data11.length < 1){
const err33 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema9.properties.spec.properties.scope.properties.sites,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
const len0 = data11.length;
for(let i0=0; i0<len0; i0++){
let data12 = data11[i0];
if(typeof data12 === "string"){
if(func0(data12) > 63){
const err34 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema9.properties.spec.properties.scope.properties.sites.items,data:data12};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(!pattern0.test(data12)){
const err35 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema9.properties.spec.properties.scope.properties.sites.items,data:data12};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/type",keyword:"type",params:{type: "string"},schema:schema9.properties.spec.properties.scope.properties.sites.items.type,parentSchema:schema9.properties.spec.properties.scope.properties.sites.items,data:data12};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/type",keyword:"type",params:{type: "array"},schema:schema9.properties.spec.properties.scope.properties.sites.type,parentSchema:schema9.properties.spec.properties.scope.properties.sites,data:data11};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data10.hosts !== undefined){
let data13 = data10.hosts;
if(Array.isArray(data13)){
if(data13.length > 10000){
const err38 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/maxItems",keyword:"maxItems",params:{limit: 10000},schema:10000,parentSchema:schema9.properties.spec.properties.scope.properties.hosts,data:data13};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data13.length < 1){
const err39 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema9.properties.spec.properties.scope.properties.hosts,data:data13};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
const len1 = data13.length;
for(let i1=0; i1<len1; i1++){
let data14 = data13[i1];
if(typeof data14 === "string"){
if(func0(data14) > 63){
const err40 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema9.properties.spec.properties.scope.properties.hosts.items,data:data14};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(!pattern0.test(data14)){
const err41 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema9.properties.spec.properties.scope.properties.hosts.items,data:data14};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/type",keyword:"type",params:{type: "string"},schema:schema9.properties.spec.properties.scope.properties.hosts.items.type,parentSchema:schema9.properties.spec.properties.scope.properties.hosts.items,data:data14};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/type",keyword:"type",params:{type: "array"},schema:schema9.properties.spec.properties.scope.properties.hosts.type,parentSchema:schema9.properties.spec.properties.scope.properties.hosts,data:data13};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/type",keyword:"type",params:{type: "object"},schema:schema9.properties.spec.properties.scope.type,parentSchema:schema9.properties.spec.properties.scope,data:data10};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema9.properties.spec.type,parentSchema:schema9.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema9.type,parentSchema:schema9,data};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
validate9.errors = vErrors;
return errors === 0;
}
validate9.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.NotificationPolicy = validate10;
const schema10 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"NotificationPolicy","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the NotificationPolicy, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","properties":{"scope":{"type":"object","properties":{"sites":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a Site"},"description":"Sites that these people are told about, with all their hosts","minItems":1,"maxItems":1000},"hosts":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a Host"},"description":"Hosts that these people are told about","minItems":1,"maxItems":10000}},"additionalProperties":false,"minProperties":1,"title":"a scope: `sites`, `hosts` or both","description":"A host is covered when it is in one of the sites or is named itself. Omitted = the whole fleet"},"mail":{"type":"array","items":{"type":"string","pattern":"^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$","title":"an e-mail address","examples":["it@acme.example"],"description":"E-mail address"},"description":"Told by mail","minItems":1,"maxItems":200},"chat":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a channel that atlas.yaml defines"},"description":"Told in these channels","minItems":1,"maxItems":50},"pager":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a channel that atlas.yaml defines"},"description":"Told when something needs a person","minItems":1,"maxItems":50},"emergencies":{"type":"array","items":{"type":"string","pattern":"^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$","title":"an e-mail address","examples":["it@acme.example"],"description":"E-mail address"},"description":"Told at once in the emergency lane, besides the others","minItems":1,"maxItems":200},"language":{"type":"string","enum":["en","fr","de"],"description":"Language of what they read; omitted = en","default":"en"}},"additionalProperties":false,"description":"The policy: at least one of `mail`, `chat`, `pager` and `emergencies`"}},"additionalProperties":false,"title":"NotificationPolicy","description":"Whom to tell of planned work, of what happened and of what needs a person. Addresses only: the secrets of channels stand in atlas.yaml."};
const pattern98 = new RegExp("^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate10.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema10.required,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema10.required,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema10.required,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema10.required,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema10.properties.apiVersion.type,parentSchema:schema10.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema10.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema10.properties.kind.type,parentSchema:schema10.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("NotificationPolicy" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "NotificationPolicy"},schema:"NotificationPolicy",parentSchema:schema10.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema10.properties.metadata.required,parentSchema:schema10.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema10.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema10.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema10.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema10.properties.metadata.properties.name.type,parentSchema:schema10.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema10.properties.metadata.type,parentSchema:schema10.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key2 in data4){
if(!((((((key2 === "scope") || (key2 === "mail")) || (key2 === "chat")) || (key2 === "pager")) || (key2 === "emergencies")) || (key2 === "language"))){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema10.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data4.scope !== undefined){
let data5 = data4.scope;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length < 1){
const err16 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema10.properties.spec.properties.scope,data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key3 in data5){
if(!((key3 === "sites") || (key3 === "hosts"))){
const err17 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema10.properties.spec.properties.scope,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data5.sites !== undefined){
let data6 = data5.sites;
if(Array.isArray(data6)){
if(data6.length > 1000){
const err18 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema10.properties.spec.properties.scope.properties.sites,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data6.length < 1){
const err19 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema10.properties.spec.properties.scope.properties.sites,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(typeof data7 === "string"){
if(func0(data7) > 63){
const err20 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema10.properties.spec.properties.scope.properties.sites.items,data:data7};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(!pattern0.test(data7)){
const err21 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema10.properties.spec.properties.scope.properties.sites.items,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/type",keyword:"type",params:{type: "string"},schema:schema10.properties.spec.properties.scope.properties.sites.items.type,parentSchema:schema10.properties.spec.properties.scope.properties.sites.items,data:data7};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/type",keyword:"type",params:{type: "array"},schema:schema10.properties.spec.properties.scope.properties.sites.type,parentSchema:schema10.properties.spec.properties.scope.properties.sites,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data5.hosts !== undefined){
let data8 = data5.hosts;
if(Array.isArray(data8)){
if(data8.length > 10000){
const err24 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/maxItems",keyword:"maxItems",params:{limit: 10000},schema:10000,parentSchema:schema10.properties.spec.properties.scope.properties.hosts,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data8.length < 1){
const err25 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema10.properties.spec.properties.scope.properties.hosts,data:data8};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
let data9 = data8[i1];
if(typeof data9 === "string"){
if(func0(data9) > 63){
const err26 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema10.properties.spec.properties.scope.properties.hosts.items,data:data9};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(!pattern0.test(data9)){
const err27 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema10.properties.spec.properties.scope.properties.hosts.items,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/type",keyword:"type",params:{type: "string"},schema:schema10.properties.spec.properties.scope.properties.hosts.items.type,parentSchema:schema10.properties.spec.properties.scope.properties.hosts.items,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/type",keyword:"type",params:{type: "array"},schema:schema10.properties.spec.properties.scope.properties.hosts.type,parentSchema:schema10.properties.spec.properties.scope.properties.hosts,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/type",keyword:"type",params:{type: "object"},schema:schema10.properties.spec.properties.scope.type,parentSchema:schema10.properties.spec.properties.scope,data:data5};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data4.mail !== undefined){
let data10 = data4.mail;
if(Array.isArray(data10)){
if(data10.length > 200){
const err31 = {instancePath:instancePath+"/spec/mail",schemaPath:"#/properties/spec/properties/mail/maxItems",keyword:"maxItems",params:{limit: 200},schema:200,parentSchema:schema10.properties.spec.properties.mail,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data10.length < 1){
const err32 = {instancePath:instancePath+"/spec/mail",schemaPath:"#/properties/spec/properties/mail/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema10.properties.spec.properties.mail,data:data10};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
const len2 = data10.length;
for(let i2=0; i2<len2; i2++){
let data11 = data10[i2];
if(typeof data11 === "string"){
if(!pattern98.test(data11)){
const err33 = {instancePath:instancePath+"/spec/mail/" + i2,schemaPath:"#/properties/spec/properties/mail/items/pattern",keyword:"pattern",params:{pattern: "^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$"},schema:"^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$",parentSchema:schema10.properties.spec.properties.mail.items,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/spec/mail/" + i2,schemaPath:"#/properties/spec/properties/mail/items/type",keyword:"type",params:{type: "string"},schema:schema10.properties.spec.properties.mail.items.type,parentSchema:schema10.properties.spec.properties.mail.items,data:data11};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/spec/mail",schemaPath:"#/properties/spec/properties/mail/type",keyword:"type",params:{type: "array"},schema:schema10.properties.spec.properties.mail.type,parentSchema:schema10.properties.spec.properties.mail,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data4.chat !== undefined){
let data12 = data4.chat;
if(Array.isArray(data12)){
if(data12.length > 50){
const err36 = {instancePath:instancePath+"/spec/chat",schemaPath:"#/properties/spec/properties/chat/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema10.properties.spec.properties.chat,data:data12};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data12.length < 1){
const err37 = {instancePath:instancePath+"/spec/chat",schemaPath:"#/properties/spec/properties/chat/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema10.properties.spec.properties.chat,data:data12};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
const len3 = data12.length;
for(let i3=0; i3<len3; i3++){
let data13 = data12[i3];
if(typeof data13 === "string"){
if(func0(data13) > 63){
const err38 = {instancePath:instancePath+"/spec/chat/" + i3,schemaPath:"#/properties/spec/properties/chat/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema10.properties.spec.properties.chat.items,data:data13};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(!pattern0.test(data13)){
const err39 = {instancePath:instancePath+"/spec/chat/" + i3,schemaPath:"#/properties/spec/properties/chat/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema10.properties.spec.properties.chat.items,data:data13};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/spec/chat/" + i3,schemaPath:"#/properties/spec/properties/chat/items/type",keyword:"type",params:{type: "string"},schema:schema10.properties.spec.properties.chat.items.type,parentSchema:schema10.properties.spec.properties.chat.items,data:data13};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/spec/chat",schemaPath:"#/properties/spec/properties/chat/type",keyword:"type",params:{type: "array"},schema:schema10.properties.spec.properties.chat.type,parentSchema:schema10.properties.spec.properties.chat,data:data12};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data4.pager !== undefined){
let data14 = data4.pager;
if(Array.isArray(data14)){
if(data14.length > 50){
const err42 = {instancePath:instancePath+"/spec/pager",schemaPath:"#/properties/spec/properties/pager/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema10.properties.spec.properties.pager,data:data14};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data14.length < 1){
const err43 = {instancePath:instancePath+"/spec/pager",schemaPath:"#/properties/spec/properties/pager/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema10.properties.spec.properties.pager,data:data14};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
const len4 = data14.length;
for(let i4=0; i4<len4; i4++){
let data15 = data14[i4];
if(typeof data15 === "string"){
if(func0(data15) > 63){
const err44 = {instancePath:instancePath+"/spec/pager/" + i4,schemaPath:"#/properties/spec/properties/pager/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema10.properties.spec.properties.pager.items,data:data15};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(!pattern0.test(data15)){
const err45 = {instancePath:instancePath+"/spec/pager/" + i4,schemaPath:"#/properties/spec/properties/pager/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema10.properties.spec.properties.pager.items,data:data15};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/spec/pager/" + i4,schemaPath:"#/properties/spec/properties/pager/items/type",keyword:"type",params:{type: "string"},schema:schema10.properties.spec.properties.pager.items.type,parentSchema:schema10.properties.spec.properties.pager.items,data:data15};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/spec/pager",schemaPath:"#/properties/spec/properties/pager/type",keyword:"type",params:{type: "array"},schema:schema10.properties.spec.properties.pager.type,parentSchema:schema10.properties.spec.properties.pager,data:data14};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data4.emergencies !== undefined){
let data16 = data4.emergencies;
if(Array.isArray(data16)){
if(data16.length > 200){
const err48 = {instancePath:instancePath+"/spec/emergencies",schemaPath:"#/properties/spec/properties/emergencies/maxItems",keyword:"maxItems",params:{limit: 200},schema:200,parentSchema:schema10.properties.spec.properties.emergencies,data:data16};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data16.length < 1){
const err49 = {instancePath:instancePath+"/spec/emergencies",schemaPath:"#/properties/spec/properties/emergencies/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema10.properties.spec.properties.emergencies,data:data16};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
const len5 = data16.length;
for(let i5=0; i5<len5; i5++){
let data17 = data16[i5];
if(typeof data17 === "string"){
if(!pattern98.test(data17)){
const err50 = {instancePath:instancePath+"/spec/emergencies/" + i5,schemaPath:"#/properties/spec/properties/emergencies/items/pattern",keyword:"pattern",params:{pattern: "^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$"},schema:"^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$",parentSchema:schema10.properties.spec.properties.emergencies.items,data:data17};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
else {
const err51 = {instancePath:instancePath+"/spec/emergencies/" + i5,schemaPath:"#/properties/spec/properties/emergencies/items/type",keyword:"type",params:{type: "string"},schema:schema10.properties.spec.properties.emergencies.items.type,parentSchema:schema10.properties.spec.properties.emergencies.items,data:data17};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
else {
const err52 = {instancePath:instancePath+"/spec/emergencies",schemaPath:"#/properties/spec/properties/emergencies/type",keyword:"type",params:{type: "array"},schema:schema10.properties.spec.properties.emergencies.type,parentSchema:schema10.properties.spec.properties.emergencies,data:data16};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data4.language !== undefined){
let data18 = data4.language;
if(typeof data18 !== "string"){
const err53 = {instancePath:instancePath+"/spec/language",schemaPath:"#/properties/spec/properties/language/type",keyword:"type",params:{type: "string"},schema:schema10.properties.spec.properties.language.type,parentSchema:schema10.properties.spec.properties.language,data:data18};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(!(((data18 === "en") || (data18 === "fr")) || (data18 === "de"))){
const err54 = {instancePath:instancePath+"/spec/language",schemaPath:"#/properties/spec/properties/language/enum",keyword:"enum",params:{allowedValues: schema10.properties.spec.properties.language.enum},schema:schema10.properties.spec.properties.language.enum,parentSchema:schema10.properties.spec.properties.language,data:data18};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema10.properties.spec.type,parentSchema:schema10.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
else {
const err56 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema10.type,parentSchema:schema10,data};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
validate10.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.Freeze = validate11;
const schema11 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"Freeze","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Freeze, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["from","to","why"],"properties":{"from":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$","title":"an instant with its offset","examples":["2026-12-19T00:00+01:00","2026-12-18T23:00Z"],"description":"It begins"},"to":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$","title":"an instant with its offset","examples":["2026-12-19T00:00+01:00","2026-12-18T23:00Z"],"description":"It ends"},"scope":{"type":"object","properties":{"sites":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a Site"},"description":"Sites that are frozen, with all their hosts","minItems":1,"maxItems":1000},"hosts":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a Host"},"description":"Hosts that are frozen","minItems":1,"maxItems":10000}},"additionalProperties":false,"minProperties":1,"title":"a scope: `sites`, `hosts` or both","description":"A host is covered when it is in one of the sites or is named itself. Omitted = the whole fleet"},"why":{"type":"string","minLength":1,"maxLength":500,"description":"Why, for people who wait"}},"additionalProperties":false,"description":"The freeze"}},"additionalProperties":false,"title":"Freeze","description":"Nothing starts between two instants; a freeze wins over every window."};
const pattern103 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$", "u");

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate11.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema11.properties.apiVersion.type,parentSchema:schema11.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema11.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema11.properties.kind.type,parentSchema:schema11.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Freeze" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Freeze"},schema:"Freeze",parentSchema:schema11.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema11.properties.metadata.required,parentSchema:schema11.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema11.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema11.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema11.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema11.properties.metadata.properties.name.type,parentSchema:schema11.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema11.properties.metadata.type,parentSchema:schema11.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.from === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "from"},schema:schema11.properties.spec.required,parentSchema:schema11.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.to === undefined){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "to"},schema:schema11.properties.spec.required,parentSchema:schema11.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4.why === undefined){
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "why"},schema:schema11.properties.spec.required,parentSchema:schema11.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key2 in data4){
if(!((((key2 === "from") || (key2 === "to")) || (key2 === "scope")) || (key2 === "why"))){
const err18 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema11.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.from !== undefined){
let data5 = data4.from;
if(typeof data5 === "string"){
if(!pattern103.test(data5)){
const err19 = {instancePath:instancePath+"/spec/from",schemaPath:"#/properties/spec/properties/from/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$"},schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$",parentSchema:schema11.properties.spec.properties.from,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/spec/from",schemaPath:"#/properties/spec/properties/from/type",keyword:"type",params:{type: "string"},schema:schema11.properties.spec.properties.from.type,parentSchema:schema11.properties.spec.properties.from,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data4.to !== undefined){
let data6 = data4.to;
if(typeof data6 === "string"){
if(!pattern103.test(data6)){
const err21 = {instancePath:instancePath+"/spec/to",schemaPath:"#/properties/spec/properties/to/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$"},schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$",parentSchema:schema11.properties.spec.properties.to,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/spec/to",schemaPath:"#/properties/spec/properties/to/type",keyword:"type",params:{type: "string"},schema:schema11.properties.spec.properties.to.type,parentSchema:schema11.properties.spec.properties.to,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data4.scope !== undefined){
let data7 = data4.scope;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length < 1){
const err23 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema11.properties.spec.properties.scope,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
for(const key3 in data7){
if(!((key3 === "sites") || (key3 === "hosts"))){
const err24 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema11.properties.spec.properties.scope,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data7.sites !== undefined){
let data8 = data7.sites;
if(Array.isArray(data8)){
if(data8.length > 1000){
const err25 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema11.properties.spec.properties.scope.properties.sites,data:data8};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data8.length < 1){
const err26 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema11.properties.spec.properties.scope.properties.sites,data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
let data9 = data8[i0];
if(typeof data9 === "string"){
if(func0(data9) > 63){
const err27 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema11.properties.spec.properties.scope.properties.sites.items,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!pattern0.test(data9)){
const err28 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema11.properties.spec.properties.scope.properties.sites.items,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/type",keyword:"type",params:{type: "string"},schema:schema11.properties.spec.properties.scope.properties.sites.items.type,parentSchema:schema11.properties.spec.properties.scope.properties.sites.items,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/type",keyword:"type",params:{type: "array"},schema:schema11.properties.spec.properties.scope.properties.sites.type,parentSchema:schema11.properties.spec.properties.scope.properties.sites,data:data8};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data7.hosts !== undefined){
let data10 = data7.hosts;
if(Array.isArray(data10)){
if(data10.length > 10000){
const err31 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/maxItems",keyword:"maxItems",params:{limit: 10000},schema:10000,parentSchema:schema11.properties.spec.properties.scope.properties.hosts,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data10.length < 1){
const err32 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema11.properties.spec.properties.scope.properties.hosts,data:data10};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
const len1 = data10.length;
for(let i1=0; i1<len1; i1++){
let data11 = data10[i1];
if(typeof data11 === "string"){
if(func0(data11) > 63){
const err33 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema11.properties.spec.properties.scope.properties.hosts.items,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(!pattern0.test(data11)){
const err34 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema11.properties.spec.properties.scope.properties.hosts.items,data:data11};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/type",keyword:"type",params:{type: "string"},schema:schema11.properties.spec.properties.scope.properties.hosts.items.type,parentSchema:schema11.properties.spec.properties.scope.properties.hosts.items,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/type",keyword:"type",params:{type: "array"},schema:schema11.properties.spec.properties.scope.properties.hosts.type,parentSchema:schema11.properties.spec.properties.scope.properties.hosts,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/type",keyword:"type",params:{type: "object"},schema:schema11.properties.spec.properties.scope.type,parentSchema:schema11.properties.spec.properties.scope,data:data7};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data4.why !== undefined){
let data12 = data4.why;
if(typeof data12 === "string"){
if(func0(data12) > 500){
const err38 = {instancePath:instancePath+"/spec/why",schemaPath:"#/properties/spec/properties/why/maxLength",keyword:"maxLength",params:{limit: 500},schema:500,parentSchema:schema11.properties.spec.properties.why,data:data12};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(func0(data12) < 1){
const err39 = {instancePath:instancePath+"/spec/why",schemaPath:"#/properties/spec/properties/why/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema11.properties.spec.properties.why,data:data12};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/spec/why",schemaPath:"#/properties/spec/properties/why/type",keyword:"type",params:{type: "string"},schema:schema11.properties.spec.properties.why.type,parentSchema:schema11.properties.spec.properties.why,data:data12};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema11.properties.spec.type,parentSchema:schema11.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}
validate11.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.ApprovalPolicy = validate12;
const schema12 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"ApprovalPolicy","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the ApprovalPolicy, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["people","rules","mayStop"],"properties":{"people":{"type":"array","items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"How the person is named in reviews, holds and reports"},"teams":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a team"},"description":"Teams the person belongs to","maxItems":50},"emails":{"type":"array","items":{"type":"string","pattern":"^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$","title":"an e-mail address","description":"Address as it stands in commits"},"description":"Addresses the person commits under: they can exclude an approver (nobody approves their own change), never qualify one","maxItems":20},"keys":{"type":"array","items":{"type":"string","minLength":1,"maxLength":4000,"description":"One OpenSSH public key, as in id_ed25519.pub: type, base64, comment"},"description":"OpenSSH public keys the person signs approvals with","maxItems":10},"forge":{"type":"object","properties":{"github":{"type":"string","pattern":"^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$","title":"a GitHub account","description":"Account name on GitHub"}},"additionalProperties":false,"description":"Accounts on forges"}},"additionalProperties":false,"description":"One person"},"description":"Everybody who may approve, hold or stop","minItems":1,"maxItems":1000},"rules":{"type":"array","items":{"type":"object","required":["name","count"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the rule, shown while it is not met"},"kinds":{"type":"array","items":{"type":"string","enum":["Fleet","Site","Host","VirtualMachine","PatchBaseline","PatchRollout","MaintenanceWindow","ReplicationPolicy","Migration","BackupPolicy","NotificationPolicy","Freeze","ApprovalPolicy","Hold"],"description":"Kind of declaration"},"description":"The rule applies when a document of one of these kinds changes; omitted = to every change","minItems":1,"maxItems":50},"count":{"type":"integer","minimum":1,"maximum":20,"description":"How many people must approve; the author of a change never counts"},"of":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a team"},"description":"Whose members count; omitted = everybody of the policy","minItems":1,"maxItems":50}},"additionalProperties":false,"description":"One rule; all rules that apply must be met"},"description":"What it takes; at least one rule applies to every change","minItems":1,"maxItems":100},"requireMfa":{"type":"boolean","description":"Only approvals by hardware keys (sk-…, user verified) count; omitted = false","default":false},"mayStop":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a team"},"description":"Teams whose members may stop work; other people of this policy are refused. Whoever is no person of it (an OS user such as root) may stop when they can open the socket of the controller: that is up to its owner","minItems":1,"maxItems":50}},"additionalProperties":false,"description":"The policy"}},"additionalProperties":false,"title":"ApprovalPolicy","description":"Who may approve changes of this repository, how many it takes, and who may stop work. Exactly one per repository; a commit is judged by the policy of its parent."};
const pattern111 = new RegExp("^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$", "u");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate12.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema12.properties.apiVersion.type,parentSchema:schema12.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema12.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema12.properties.kind.type,parentSchema:schema12.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("ApprovalPolicy" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "ApprovalPolicy"},schema:"ApprovalPolicy",parentSchema:schema12.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema12.properties.metadata.required,parentSchema:schema12.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema12.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema12.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema12.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema12.properties.metadata.properties.name.type,parentSchema:schema12.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema12.properties.metadata.type,parentSchema:schema12.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.people === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "people"},schema:schema12.properties.spec.required,parentSchema:schema12.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.rules === undefined){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "rules"},schema:schema12.properties.spec.required,parentSchema:schema12.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4.mayStop === undefined){
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "mayStop"},schema:schema12.properties.spec.required,parentSchema:schema12.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key2 in data4){
if(!((((key2 === "people") || (key2 === "rules")) || (key2 === "requireMfa")) || (key2 === "mayStop"))){
const err18 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema12.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.people !== undefined){
let data5 = data4.people;
if(Array.isArray(data5)){
if(data5.length > 1000){
const err19 = {instancePath:instancePath+"/spec/people",schemaPath:"#/properties/spec/properties/people/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema12.properties.spec.properties.people,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data5.length < 1){
const err20 = {instancePath:instancePath+"/spec/people",schemaPath:"#/properties/spec/properties/people/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.people,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.name === undefined){
const err21 = {instancePath:instancePath+"/spec/people/" + i0,schemaPath:"#/properties/spec/properties/people/items/required",keyword:"required",params:{missingProperty: "name"},schema:schema12.properties.spec.properties.people.items.required,parentSchema:schema12.properties.spec.properties.people.items,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key3 in data6){
if(!(((((key3 === "name") || (key3 === "teams")) || (key3 === "emails")) || (key3 === "keys")) || (key3 === "forge"))){
const err22 = {instancePath:instancePath+"/spec/people/" + i0,schemaPath:"#/properties/spec/properties/people/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema12.properties.spec.properties.people.items,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data6.name !== undefined){
let data7 = data6.name;
if(typeof data7 === "string"){
if(func0(data7) > 63){
const err23 = {instancePath:instancePath+"/spec/people/" + i0+"/name",schemaPath:"#/properties/spec/properties/people/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema12.properties.spec.properties.people.items.properties.name,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern0.test(data7)){
const err24 = {instancePath:instancePath+"/spec/people/" + i0+"/name",schemaPath:"#/properties/spec/properties/people/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema12.properties.spec.properties.people.items.properties.name,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/spec/people/" + i0+"/name",schemaPath:"#/properties/spec/properties/people/items/properties/name/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.people.items.properties.name.type,parentSchema:schema12.properties.spec.properties.people.items.properties.name,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data6.teams !== undefined){
let data8 = data6.teams;
if(Array.isArray(data8)){
if(data8.length > 50){
const err26 = {instancePath:instancePath+"/spec/people/" + i0+"/teams",schemaPath:"#/properties/spec/properties/people/items/properties/teams/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema12.properties.spec.properties.people.items.properties.teams,data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
let data9 = data8[i1];
if(typeof data9 === "string"){
if(func0(data9) > 63){
const err27 = {instancePath:instancePath+"/spec/people/" + i0+"/teams/" + i1,schemaPath:"#/properties/spec/properties/people/items/properties/teams/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema12.properties.spec.properties.people.items.properties.teams.items,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!pattern0.test(data9)){
const err28 = {instancePath:instancePath+"/spec/people/" + i0+"/teams/" + i1,schemaPath:"#/properties/spec/properties/people/items/properties/teams/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema12.properties.spec.properties.people.items.properties.teams.items,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/spec/people/" + i0+"/teams/" + i1,schemaPath:"#/properties/spec/properties/people/items/properties/teams/items/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.people.items.properties.teams.items.type,parentSchema:schema12.properties.spec.properties.people.items.properties.teams.items,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/spec/people/" + i0+"/teams",schemaPath:"#/properties/spec/properties/people/items/properties/teams/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.people.items.properties.teams.type,parentSchema:schema12.properties.spec.properties.people.items.properties.teams,data:data8};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data6.emails !== undefined){
let data10 = data6.emails;
if(Array.isArray(data10)){
if(data10.length > 20){
const err31 = {instancePath:instancePath+"/spec/people/" + i0+"/emails",schemaPath:"#/properties/spec/properties/people/items/properties/emails/maxItems",keyword:"maxItems",params:{limit: 20},schema:20,parentSchema:schema12.properties.spec.properties.people.items.properties.emails,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
const len2 = data10.length;
for(let i2=0; i2<len2; i2++){
let data11 = data10[i2];
if(typeof data11 === "string"){
if(!pattern98.test(data11)){
const err32 = {instancePath:instancePath+"/spec/people/" + i0+"/emails/" + i2,schemaPath:"#/properties/spec/properties/people/items/properties/emails/items/pattern",keyword:"pattern",params:{pattern: "^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$"},schema:"^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$",parentSchema:schema12.properties.spec.properties.people.items.properties.emails.items,data:data11};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/spec/people/" + i0+"/emails/" + i2,schemaPath:"#/properties/spec/properties/people/items/properties/emails/items/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.people.items.properties.emails.items.type,parentSchema:schema12.properties.spec.properties.people.items.properties.emails.items,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/spec/people/" + i0+"/emails",schemaPath:"#/properties/spec/properties/people/items/properties/emails/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.people.items.properties.emails.type,parentSchema:schema12.properties.spec.properties.people.items.properties.emails,data:data10};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data6.keys !== undefined){
let data12 = data6.keys;
if(Array.isArray(data12)){
if(data12.length > 10){
const err35 = {instancePath:instancePath+"/spec/people/" + i0+"/keys",schemaPath:"#/properties/spec/properties/people/items/properties/keys/maxItems",keyword:"maxItems",params:{limit: 10},schema:10,parentSchema:schema12.properties.spec.properties.people.items.properties.keys,data:data12};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
const len3 = data12.length;
for(let i3=0; i3<len3; i3++){
let data13 = data12[i3];
if(typeof data13 === "string"){
if(func0(data13) > 4000){
const err36 = {instancePath:instancePath+"/spec/people/" + i0+"/keys/" + i3,schemaPath:"#/properties/spec/properties/people/items/properties/keys/items/maxLength",keyword:"maxLength",params:{limit: 4000},schema:4000,parentSchema:schema12.properties.spec.properties.people.items.properties.keys.items,data:data13};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(func0(data13) < 1){
const err37 = {instancePath:instancePath+"/spec/people/" + i0+"/keys/" + i3,schemaPath:"#/properties/spec/properties/people/items/properties/keys/items/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.people.items.properties.keys.items,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/spec/people/" + i0+"/keys/" + i3,schemaPath:"#/properties/spec/properties/people/items/properties/keys/items/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.people.items.properties.keys.items.type,parentSchema:schema12.properties.spec.properties.people.items.properties.keys.items,data:data13};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/spec/people/" + i0+"/keys",schemaPath:"#/properties/spec/properties/people/items/properties/keys/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.people.items.properties.keys.type,parentSchema:schema12.properties.spec.properties.people.items.properties.keys,data:data12};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data6.forge !== undefined){
let data14 = data6.forge;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key4 in data14){
if(!(key4 === "github")){
const err40 = {instancePath:instancePath+"/spec/people/" + i0+"/forge",schemaPath:"#/properties/spec/properties/people/items/properties/forge/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},schema:false,parentSchema:schema12.properties.spec.properties.people.items.properties.forge,data:data14};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data14.github !== undefined){
let data15 = data14.github;
if(typeof data15 === "string"){
if(!pattern111.test(data15)){
const err41 = {instancePath:instancePath+"/spec/people/" + i0+"/forge/github",schemaPath:"#/properties/spec/properties/people/items/properties/forge/properties/github/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$"},schema:"^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$",parentSchema:schema12.properties.spec.properties.people.items.properties.forge.properties.github,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/spec/people/" + i0+"/forge/github",schemaPath:"#/properties/spec/properties/people/items/properties/forge/properties/github/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.people.items.properties.forge.properties.github.type,parentSchema:schema12.properties.spec.properties.people.items.properties.forge.properties.github,data:data15};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/spec/people/" + i0+"/forge",schemaPath:"#/properties/spec/properties/people/items/properties/forge/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.people.items.properties.forge.type,parentSchema:schema12.properties.spec.properties.people.items.properties.forge,data:data14};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/spec/people/" + i0,schemaPath:"#/properties/spec/properties/people/items/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.people.items.type,parentSchema:schema12.properties.spec.properties.people.items,data:data6};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath:instancePath+"/spec/people",schemaPath:"#/properties/spec/properties/people/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.people.type,parentSchema:schema12.properties.spec.properties.people,data:data5};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data4.rules !== undefined){
let data16 = data4.rules;
if(Array.isArray(data16)){
if(data16.length > 100){
const err46 = {instancePath:instancePath+"/spec/rules",schemaPath:"#/properties/spec/properties/rules/maxItems",keyword:"maxItems",params:{limit: 100},schema:100,parentSchema:schema12.properties.spec.properties.rules,data:data16};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data16.length < 1){
const err47 = {instancePath:instancePath+"/spec/rules",schemaPath:"#/properties/spec/properties/rules/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.rules,data:data16};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
const len4 = data16.length;
for(let i4=0; i4<len4; i4++){
let data17 = data16[i4];
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.name === undefined){
const err48 = {instancePath:instancePath+"/spec/rules/" + i4,schemaPath:"#/properties/spec/properties/rules/items/required",keyword:"required",params:{missingProperty: "name"},schema:schema12.properties.spec.properties.rules.items.required,parentSchema:schema12.properties.spec.properties.rules.items,data:data17};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data17.count === undefined){
const err49 = {instancePath:instancePath+"/spec/rules/" + i4,schemaPath:"#/properties/spec/properties/rules/items/required",keyword:"required",params:{missingProperty: "count"},schema:schema12.properties.spec.properties.rules.items.required,parentSchema:schema12.properties.spec.properties.rules.items,data:data17};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
for(const key5 in data17){
if(!((((key5 === "name") || (key5 === "kinds")) || (key5 === "count")) || (key5 === "of"))){
const err50 = {instancePath:instancePath+"/spec/rules/" + i4,schemaPath:"#/properties/spec/properties/rules/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},schema:false,parentSchema:schema12.properties.spec.properties.rules.items,data:data17};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data17.name !== undefined){
let data18 = data17.name;
if(typeof data18 === "string"){
if(func0(data18) > 63){
const err51 = {instancePath:instancePath+"/spec/rules/" + i4+"/name",schemaPath:"#/properties/spec/properties/rules/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema12.properties.spec.properties.rules.items.properties.name,data:data18};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(!pattern0.test(data18)){
const err52 = {instancePath:instancePath+"/spec/rules/" + i4+"/name",schemaPath:"#/properties/spec/properties/rules/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema12.properties.spec.properties.rules.items.properties.name,data:data18};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/spec/rules/" + i4+"/name",schemaPath:"#/properties/spec/properties/rules/items/properties/name/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.rules.items.properties.name.type,parentSchema:schema12.properties.spec.properties.rules.items.properties.name,data:data18};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data17.kinds !== undefined){
let data19 = data17.kinds;
if(Array.isArray(data19)){
if(data19.length > 50){
const err54 = {instancePath:instancePath+"/spec/rules/" + i4+"/kinds",schemaPath:"#/properties/spec/properties/rules/items/properties/kinds/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema12.properties.spec.properties.rules.items.properties.kinds,data:data19};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data19.length < 1){
const err55 = {instancePath:instancePath+"/spec/rules/" + i4+"/kinds",schemaPath:"#/properties/spec/properties/rules/items/properties/kinds/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.rules.items.properties.kinds,data:data19};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
const len5 = data19.length;
for(let i5=0; i5<len5; i5++){
let data20 = data19[i5];
if(typeof data20 !== "string"){
const err56 = {instancePath:instancePath+"/spec/rules/" + i4+"/kinds/" + i5,schemaPath:"#/properties/spec/properties/rules/items/properties/kinds/items/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.rules.items.properties.kinds.items.type,parentSchema:schema12.properties.spec.properties.rules.items.properties.kinds.items,data:data20};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(!((((((((((((((data20 === "Fleet") || (data20 === "Site")) || (data20 === "Host")) || (data20 === "VirtualMachine")) || (data20 === "PatchBaseline")) || (data20 === "PatchRollout")) || (data20 === "MaintenanceWindow")) || (data20 === "ReplicationPolicy")) || (data20 === "Migration")) || (data20 === "BackupPolicy")) || (data20 === "NotificationPolicy")) || (data20 === "Freeze")) || (data20 === "ApprovalPolicy")) || (data20 === "Hold"))){
const err57 = {instancePath:instancePath+"/spec/rules/" + i4+"/kinds/" + i5,schemaPath:"#/properties/spec/properties/rules/items/properties/kinds/items/enum",keyword:"enum",params:{allowedValues: schema12.properties.spec.properties.rules.items.properties.kinds.items.enum},schema:schema12.properties.spec.properties.rules.items.properties.kinds.items.enum,parentSchema:schema12.properties.spec.properties.rules.items.properties.kinds.items,data:data20};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
else {
const err58 = {instancePath:instancePath+"/spec/rules/" + i4+"/kinds",schemaPath:"#/properties/spec/properties/rules/items/properties/kinds/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.rules.items.properties.kinds.type,parentSchema:schema12.properties.spec.properties.rules.items.properties.kinds,data:data19};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data17.count !== undefined){
let data21 = data17.count;
if(!((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21)))){
const err59 = {instancePath:instancePath+"/spec/rules/" + i4+"/count",schemaPath:"#/properties/spec/properties/rules/items/properties/count/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.rules.items.properties.count.type,parentSchema:schema12.properties.spec.properties.rules.items.properties.count,data:data21};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(typeof data21 == "number"){
if(data21 > 20 || isNaN(data21)){
const err60 = {instancePath:instancePath+"/spec/rules/" + i4+"/count",schemaPath:"#/properties/spec/properties/rules/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 20},schema:20,parentSchema:schema12.properties.spec.properties.rules.items.properties.count,data:data21};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data21 < 1 || isNaN(data21)){
const err61 = {instancePath:instancePath+"/spec/rules/" + i4+"/count",schemaPath:"#/properties/spec/properties/rules/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.rules.items.properties.count,data:data21};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
if(data17.of !== undefined){
let data22 = data17.of;
if(Array.isArray(data22)){
if(data22.length > 50){
const err62 = {instancePath:instancePath+"/spec/rules/" + i4+"/of",schemaPath:"#/properties/spec/properties/rules/items/properties/of/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema12.properties.spec.properties.rules.items.properties.of,data:data22};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data22.length < 1){
const err63 = {instancePath:instancePath+"/spec/rules/" + i4+"/of",schemaPath:"#/properties/spec/properties/rules/items/properties/of/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.rules.items.properties.of,data:data22};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
const len6 = data22.length;
for(let i6=0; i6<len6; i6++){
let data23 = data22[i6];
if(typeof data23 === "string"){
if(func0(data23) > 63){
const err64 = {instancePath:instancePath+"/spec/rules/" + i4+"/of/" + i6,schemaPath:"#/properties/spec/properties/rules/items/properties/of/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema12.properties.spec.properties.rules.items.properties.of.items,data:data23};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(!pattern0.test(data23)){
const err65 = {instancePath:instancePath+"/spec/rules/" + i4+"/of/" + i6,schemaPath:"#/properties/spec/properties/rules/items/properties/of/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema12.properties.spec.properties.rules.items.properties.of.items,data:data23};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/spec/rules/" + i4+"/of/" + i6,schemaPath:"#/properties/spec/properties/rules/items/properties/of/items/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.rules.items.properties.of.items.type,parentSchema:schema12.properties.spec.properties.rules.items.properties.of.items,data:data23};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/spec/rules/" + i4+"/of",schemaPath:"#/properties/spec/properties/rules/items/properties/of/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.rules.items.properties.of.type,parentSchema:schema12.properties.spec.properties.rules.items.properties.of,data:data22};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/spec/rules/" + i4,schemaPath:"#/properties/spec/properties/rules/items/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.rules.items.type,parentSchema:schema12.properties.spec.properties.rules.items,data:data17};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/spec/rules",schemaPath:"#/properties/spec/properties/rules/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.rules.type,parentSchema:schema12.properties.spec.properties.rules,data:data16};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data4.requireMfa !== undefined){
let data24 = data4.requireMfa;
if(typeof data24 !== "boolean"){
const err70 = {instancePath:instancePath+"/spec/requireMfa",schemaPath:"#/properties/spec/properties/requireMfa/type",keyword:"type",params:{type: "boolean"},schema:schema12.properties.spec.properties.requireMfa.type,parentSchema:schema12.properties.spec.properties.requireMfa,data:data24};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data4.mayStop !== undefined){
let data25 = data4.mayStop;
if(Array.isArray(data25)){
if(data25.length > 50){
const err71 = {instancePath:instancePath+"/spec/mayStop",schemaPath:"#/properties/spec/properties/mayStop/maxItems",keyword:"maxItems",params:{limit: 50},schema:50,parentSchema:schema12.properties.spec.properties.mayStop,data:data25};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data25.length < 1){
const err72 = {instancePath:instancePath+"/spec/mayStop",schemaPath:"#/properties/spec/properties/mayStop/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.mayStop,data:data25};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
const len7 = data25.length;
for(let i7=0; i7<len7; i7++){
let data26 = data25[i7];
if(typeof data26 === "string"){
if(func0(data26) > 63){
const err73 = {instancePath:instancePath+"/spec/mayStop/" + i7,schemaPath:"#/properties/spec/properties/mayStop/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema12.properties.spec.properties.mayStop.items,data:data26};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(!pattern0.test(data26)){
const err74 = {instancePath:instancePath+"/spec/mayStop/" + i7,schemaPath:"#/properties/spec/properties/mayStop/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema12.properties.spec.properties.mayStop.items,data:data26};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
else {
const err75 = {instancePath:instancePath+"/spec/mayStop/" + i7,schemaPath:"#/properties/spec/properties/mayStop/items/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.mayStop.items.type,parentSchema:schema12.properties.spec.properties.mayStop.items,data:data26};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/spec/mayStop",schemaPath:"#/properties/spec/properties/mayStop/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.mayStop.type,parentSchema:schema12.properties.spec.properties.mayStop,data:data25};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
else {
const err77 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.type,parentSchema:schema12.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema12.type,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}
validate12.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.Hold = validate13;
const schema13 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"atlas/v1","description":"Version of the declarations"},"kind":{"type":"string","const":"Hold","description":"What the document declares"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of the Hold, unique among documents of its kind"}},"additionalProperties":false,"description":"How others refer to it"},"spec":{"type":"object","required":["who","why","until"],"properties":{"who":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a person of the ApprovalPolicy"},"why":{"type":"string","minLength":1,"maxLength":500,"description":"Why, for people who wait"},"until":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$","title":"an instant with its offset","examples":["2026-12-19T00:00+01:00","2026-12-18T23:00Z"],"description":"When it ends by itself and work goes on; a hold without an end is one that nobody looks after. A later commit may move it, or remove the document"},"scope":{"type":"object","properties":{"sites":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a Site"},"description":"Sites that are held, with all their hosts","minItems":1,"maxItems":1000},"hosts":{"type":"array","items":{"type":"string","pattern":"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"title":"a name (a-z, 0-9 and \"-\" inside, at most 63 characters)","description":"Name of a Host"},"description":"Hosts that are held","minItems":1,"maxItems":10000}},"additionalProperties":false,"minProperties":1,"title":"a scope: `sites`, `hosts` or both","description":"A host is covered when it is in one of the sites or is named itself. Omitted = the whole fleet"}},"additionalProperties":false,"description":"The hold"}},"additionalProperties":false,"title":"Hold","description":"A person says \"not now\"."};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate13.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema13.required,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema13.required,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema13.required,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema13.required,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema13.properties.apiVersion.type,parentSchema:schema13.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("atlas/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "atlas/v1"},schema:"atlas/v1",parentSchema:schema13.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema13.properties.kind.type,parentSchema:schema13.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Hold" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Hold"},schema:"Hold",parentSchema:schema13.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema13.properties.metadata.required,parentSchema:schema13.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema13.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func0(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema13.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema13.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema13.properties.metadata.properties.name.type,parentSchema:schema13.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema13.properties.metadata.type,parentSchema:schema13.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.who === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "who"},schema:schema13.properties.spec.required,parentSchema:schema13.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.why === undefined){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "why"},schema:schema13.properties.spec.required,parentSchema:schema13.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4.until === undefined){
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "until"},schema:schema13.properties.spec.required,parentSchema:schema13.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key2 in data4){
if(!((((key2 === "who") || (key2 === "why")) || (key2 === "until")) || (key2 === "scope"))){
const err18 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema13.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.who !== undefined){
let data5 = data4.who;
if(typeof data5 === "string"){
if(func0(data5) > 63){
const err19 = {instancePath:instancePath+"/spec/who",schemaPath:"#/properties/spec/properties/who/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema13.properties.spec.properties.who,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!pattern0.test(data5)){
const err20 = {instancePath:instancePath+"/spec/who",schemaPath:"#/properties/spec/properties/who/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema13.properties.spec.properties.who,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/spec/who",schemaPath:"#/properties/spec/properties/who/type",keyword:"type",params:{type: "string"},schema:schema13.properties.spec.properties.who.type,parentSchema:schema13.properties.spec.properties.who,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data4.why !== undefined){
let data6 = data4.why;
if(typeof data6 === "string"){
if(func0(data6) > 500){
const err22 = {instancePath:instancePath+"/spec/why",schemaPath:"#/properties/spec/properties/why/maxLength",keyword:"maxLength",params:{limit: 500},schema:500,parentSchema:schema13.properties.spec.properties.why,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(func0(data6) < 1){
const err23 = {instancePath:instancePath+"/spec/why",schemaPath:"#/properties/spec/properties/why/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema13.properties.spec.properties.why,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/spec/why",schemaPath:"#/properties/spec/properties/why/type",keyword:"type",params:{type: "string"},schema:schema13.properties.spec.properties.why.type,parentSchema:schema13.properties.spec.properties.why,data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data4.until !== undefined){
let data7 = data4.until;
if(typeof data7 === "string"){
if(!pattern103.test(data7)){
const err25 = {instancePath:instancePath+"/spec/until",schemaPath:"#/properties/spec/properties/until/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$"},schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$",parentSchema:schema13.properties.spec.properties.until,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/spec/until",schemaPath:"#/properties/spec/properties/until/type",keyword:"type",params:{type: "string"},schema:schema13.properties.spec.properties.until.type,parentSchema:schema13.properties.spec.properties.until,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data4.scope !== undefined){
let data8 = data4.scope;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(Object.keys(data8).length < 1){
const err27 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema13.properties.spec.properties.scope,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
for(const key3 in data8){
if(!((key3 === "sites") || (key3 === "hosts"))){
const err28 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema13.properties.spec.properties.scope,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data8.sites !== undefined){
let data9 = data8.sites;
if(Array.isArray(data9)){
if(data9.length > 1000){
const err29 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema13.properties.spec.properties.scope.properties.sites,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data9.length < 1){
const err30 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema13.properties.spec.properties.scope.properties.sites,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
if(typeof data10 === "string"){
if(func0(data10) > 63){
const err31 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema13.properties.spec.properties.scope.properties.sites.items,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(!pattern0.test(data10)){
const err32 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema13.properties.spec.properties.scope.properties.sites.items,data:data10};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/spec/scope/sites/" + i0,schemaPath:"#/properties/spec/properties/scope/properties/sites/items/type",keyword:"type",params:{type: "string"},schema:schema13.properties.spec.properties.scope.properties.sites.items.type,parentSchema:schema13.properties.spec.properties.scope.properties.sites.items,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/spec/scope/sites",schemaPath:"#/properties/spec/properties/scope/properties/sites/type",keyword:"type",params:{type: "array"},schema:schema13.properties.spec.properties.scope.properties.sites.type,parentSchema:schema13.properties.spec.properties.scope.properties.sites,data:data9};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data8.hosts !== undefined){
let data11 = data8.hosts;
if(Array.isArray(data11)){
if(data11.length > 10000){
const err35 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/maxItems",keyword:"maxItems",params:{limit: 10000},schema:10000,parentSchema:schema13.properties.spec.properties.scope.properties.hosts,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data11.length < 1){
const err36 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema13.properties.spec.properties.scope.properties.hosts,data:data11};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
if(typeof data12 === "string"){
if(func0(data12) > 63){
const err37 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema13.properties.spec.properties.scope.properties.hosts.items,data:data12};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(!pattern0.test(data12)){
const err38 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/pattern",keyword:"pattern",params:{pattern: "^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema13.properties.spec.properties.scope.properties.hosts.items,data:data12};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/spec/scope/hosts/" + i1,schemaPath:"#/properties/spec/properties/scope/properties/hosts/items/type",keyword:"type",params:{type: "string"},schema:schema13.properties.spec.properties.scope.properties.hosts.items.type,parentSchema:schema13.properties.spec.properties.scope.properties.hosts.items,data:data12};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
else {
const err40 = {instancePath:instancePath+"/spec/scope/hosts",schemaPath:"#/properties/spec/properties/scope/properties/hosts/type",keyword:"type",params:{type: "array"},schema:schema13.properties.spec.properties.scope.properties.hosts.type,parentSchema:schema13.properties.spec.properties.scope.properties.hosts,data:data11};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/spec/scope",schemaPath:"#/properties/spec/properties/scope/type",keyword:"type",params:{type: "object"},schema:schema13.properties.spec.properties.scope.type,parentSchema:schema13.properties.spec.properties.scope,data:data8};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema13.properties.spec.type,parentSchema:schema13.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema13.type,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
validate13.errors = vErrors;
return errors === 0;
}
validate13.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
